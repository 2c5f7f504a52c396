const key = "alva.next";
/** Only pages of our own, never an address that a link could carry. */
const ownPage = /^\/[a-z][a-z0-9_/-]*$/i;

/** Remembers, for this tab alone, where to go after signing in. */
export function rememberNext(path: string): void {
  if (ownPage.test(path)) sessionStorage.setItem(key, path);
}

/** Where to go after signing in, once. */
export function takeNext(): string {
  const path = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return path !== null && ownPage.test(path) ? path : "/home";
}
