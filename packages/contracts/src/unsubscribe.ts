import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

/** The path parameter of an unsubscribe link: person, kind, and a MAC over both. It never expires. */
export const UnsubscribeToken = z.object({ token: z.string().regex(/^[0-9a-f-]{36}\.[a-z_]+\.[\w-]{43}$/) });

const link = {
  path: "/unsubscribe/:token",
  tag: "Notifications",
  access: "open",
  params: UnsubscribeToken,
} as const;

/** Asks whether to end mails of a kind. Apart from the other endpoints: mails carry this address. */
export const askUnsubscribe = {
  ...link,
  method: "GET",
  summary: "A page that asks whether to end the mails of one kind",
  description:
    "Changes nothing, since mail scanners open links. Who asks for HTML gets its refusal as a page too, not as a problem.",
  replies: { 200: { description: "A page with one button.", contentType: "text/html" } },
  problems: ["not_found"],
} as const satisfies Endpoint;

/** Ends mails of a kind (RFC 8058): one request, no sign-in, no cookie, whatever the body. */
export const unsubscribe = {
  ...link,
  method: "POST",
  summary: "End the mails of one kind",
  description: "One-click unsubscription of RFC 8058. Repeating it changes nothing.",
  replies: { 200: { description: "Ended, now or before.", contentType: "text/html" } },
  problems: ["not_found", "dependency_unavailable"],
} as const satisfies Endpoint;
