import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

/** What the auth worker has QStash deliver to the api worker when an account is gone. It is told more than once. */
export const AccountErased = z.object({ user_id: z.uuid() }).meta({ id: "AccountErased" });
export type AccountErased = z.infer<typeof AccountErased>;

/** The one endpoint of the api worker that the auth worker knows; apart, so that it does not bring all others along. */
export const accountErased = {
  method: "POST",
  path: "/webhooks/qstash/account-erased",
  summary: "QStash delivers that an account was erased: everything of that person goes",
  tag: "Webhooks",
  access: "qstash_signature",
  body: AccountErased,
  replies: { 204: { description: "Nothing of that person is stored here." } },
  problems: ["signature_invalid", "dependency_unavailable"],
} as const satisfies Endpoint;
