import type { Context } from "hono";
import { generateCookie, getCookie, setCookie } from "hono/cookie";

const hidden = { prefix: "host", path: "/", httpOnly: true, secure: true, sameSite: "Strict" } as const;

/** The refresh token that came with a request. */
export function presentedRefreshToken(c: Context): string {
  return getCookie(c, "rt", "host") ?? "";
}

/** Gives the browser its refresh token: `__Host-`, so that no other host of the domain can plant or read one. */
export function setRefreshToken(c: Context, token: string, maxAgeSeconds: number): void {
  setCookie(c, "rt", token, { ...hidden, maxAge: maxAgeSeconds });
}

/** Takes the refresh token away: only after signing out, or when it is certain that it will never work again. */
export const clearedRefreshToken = { "Set-Cookie": generateCookie("rt", "", { ...hidden, maxAge: 0 }) };

/** The mark of this browser, which tells whether a link is opened where it was asked for; empty when it has none. */
export function browserMark(c: Context): string {
  const mark = getCookie(c, "browser", "host") ?? "";
  return /^[\w-]{43}$/.test(mark) ? mark : "";
}

/** Leaves the browser its mark, for as long as a link lasts. */
export function setBrowserMark(c: Context, mark: string, maxAgeSeconds: number): void {
  setCookie(c, "browser", mark, { ...hidden, maxAge: maxAgeSeconds });
}
