/** Tokens that one person's calls of the model may take on a day (UTC); above it nothing more is asked (faults L11). */
export const tokensPerDay = 400_000;
