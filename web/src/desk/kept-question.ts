const prefix = "alva.desk.";

/** The message that this account began on this device and that no answer has been begun to; empty when there is none. */
export function readKeptQuestion(accountId: string): string {
  return localStorage.getItem(prefix + accountId) ?? "";
}

/** Keeps it, at once; an empty one is forgotten. */
export function keepQuestion(accountId: string, text: string): void {
  if (text === "") localStorage.removeItem(prefix + accountId);
  else localStorage.setItem(prefix + accountId, text);
}

/** Forgets what everyone but this account wrote on this device; without one, what everyone wrote. */
export function forgetOthersQuestions(accountId: string | undefined): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && key !== prefix + (accountId ?? "")) localStorage.removeItem(key);
  }
}
