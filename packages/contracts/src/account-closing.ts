import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

/** What the auth worker has QStash deliver when an account is to be erased, or is kept after all. */
export const AccountClosing = z
  .object({
    user_id: z.uuid(),
    at: z.iso.datetime().describe("When that was decided, to the microsecond: the later word counts"),
  })
  .meta({ id: "AccountClosing" });
export type AccountClosing = z.infer<typeof AccountClosing>;

const delivery = {
  method: "POST",
  tag: "Webhooks",
  access: "qstash_signature",
  body: AccountClosing,
  replies: { 204: { description: "Taken in, or older than what is known." } },
  problems: ["signature_invalid", "dependency_unavailable"],
} as const;

/** Apart from the api worker's other endpoints, like `accountErased`. */
export const accountClosing = {
  ...delivery,
  path: "/webhooks/qstash/account-closing",
  summary: "QStash delivers that an account is to be erased: feeds, links to exports and optional mails stop",
} as const satisfies Endpoint;

/** The opposite of {@link accountClosing}. */
export const accountRestored = {
  ...delivery,
  path: "/webhooks/qstash/account-restored",
  summary:
    "QStash delivers that an account is kept after all: feeds, links to exports and optional mails go on",
} as const satisfies Endpoint;
