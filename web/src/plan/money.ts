/** An amount in US dollars as "$1,200". Cents are rounded away. */
export const dollars = (amount: number): string => `$${Math.round(amount).toLocaleString("en")}`;
