const key = "alva.next";
/** As long as the address that a link was asked for: the link lasts 10 minutes, and another one may be asked for. */
const keptMilliseconds = 3_600_000;
/** A path of our own with what is asked of it, and nothing that could lead to another origin or be read as a script. */
const ownPage = /^\/[a-z][\w/-]*(?:\?[\w.~!$'()*+,;:@%&=/?-]{0,1000})?$/i;

/**
 * Remembers the page that this tab shows as the one to go to after signing in. Every tab knows it, since a link is mostly opened
 * in another one.
 */
export function rememberNext({ pathname, search }: Pick<Location, "pathname" | "search">): void {
  const page = [pathname + search, pathname].find((one) => ownPage.test(one));
  if (page !== undefined) localStorage.setItem(key, `${Date.now()} ${page}`);
}

/** Where to go after signing in, once. */
export function takeNext(): string {
  const [at, page = ""] = (localStorage.getItem(key) ?? "").split(" ");
  localStorage.removeItem(key);
  const isRecent = Date.now() - Number(at) < keptMilliseconds;
  return isRecent && ownPage.test(page) ? page : "/home";
}
