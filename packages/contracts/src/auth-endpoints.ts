import {
  AccessGrant,
  Account,
  LinkRequest,
  LinkSecret,
  LinkSent,
  NoFields,
  PublicKeySet,
  SignIn,
} from "./auth.ts";
import type { Endpoints } from "./endpoint.ts";
import { serviceEndpoints } from "./service.ts";

/** Every endpoint of the auth worker. */
export const authEndpoints = {
  register: {
    method: "POST",
    path: "/auth/register",
    summary: "Create an account and mail a sign-in link",
    description: "The answer is identical for new and known addresses.",
    tag: "Sign in",
    access: "open",
    body: LinkRequest,
    replies: {
      202: { description: "If the address can receive mail, a link is on its way.", body: LinkSent },
    },
    problems: ["origin_forbidden", "rate_limited", "dependency_unavailable"],
  },
  sendMagicLink: {
    method: "POST",
    path: "/auth/send-magic-link",
    summary: "Mail a sign-in link",
    description:
      "The answer is identical for new and known addresses. The link lasts 10 minutes and works once.",
    tag: "Sign in",
    access: "open",
    body: LinkRequest,
    replies: {
      202: { description: "If the address can receive mail, a link is on its way.", body: LinkSent },
    },
    problems: ["origin_forbidden", "rate_limited", "dependency_unavailable"],
  },
  verifyMagicLink: {
    method: "POST",
    path: "/auth/verify-magic-link",
    summary: "Spend a link and start a session",
    description: "Sets the refresh token as `__Host-rt`. One answer for unknown, expired and used links.",
    tag: "Sign in",
    access: "open",
    body: LinkSecret,
    replies: { 200: { description: "Signed in.", body: SignIn } },
    problems: ["link_invalid", "origin_forbidden", "dependency_unavailable"],
  },
  refresh: {
    method: "POST",
    path: "/auth/refresh",
    summary: "Rotate the refresh token and get a fresh access token",
    description: "Two tabs asking at once get the same successor. Reuse of an older token ends the session.",
    tag: "Session",
    access: "session_cookie",
    body: NoFields,
    replies: { 200: { description: "A fresh access token; the cookie is replaced.", body: AccessGrant } },
    problems: ["session_invalid", "origin_forbidden", "dependency_unavailable"],
  },
  logout: {
    method: "POST",
    path: "/auth/logout",
    summary: "End this session",
    tag: "Session",
    access: "session_cookie",
    body: NoFields,
    replies: { 204: { description: "The session is over; the cookie is cleared." } },
    problems: ["origin_forbidden", "dependency_unavailable"],
  },
  me: {
    method: "GET",
    path: "/auth/me",
    summary: "The signed-in account",
    tag: "Session",
    access: "bearer",
    replies: { 200: { description: "The account, if its session is still alive.", body: Account } },
    problems: ["dependency_unavailable"],
  },
  publicKeys: {
    method: "GET",
    path: "/.well-known/jwks.json",
    summary: "Public keys that verify access tokens",
    tag: "Service",
    access: "open",
    replies: { 200: { description: "A JWK set, cacheable for 10 minutes.", body: PublicKeySet } },
    problems: [],
  },
  ...serviceEndpoints,
} as const satisfies Endpoints;
