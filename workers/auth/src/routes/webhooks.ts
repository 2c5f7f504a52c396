import { type NoticeDue, noticeDue } from "@alva/contracts/notice";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { writeOptionalMailOnce } from "../queries/optional-mails.ts";

/** Deliveries of QStash. */
export function webhookRoutes({ db }: Ports) {
  return new Hono().post(noticeDue.path, body(noticeDue.body), async (c) => {
    const due = c.req.valid("json");
    await writeOptionalMailOnce(db, { ...due, id: await mailId(due) });
    return c.body(null, 204);
  });
}

/** The same for the same person, kind and occasion, however often it is delivered: a UUID of version 8 (RFC 9562). */
async function mailId({ user_id, kind, occasion }: NoticeDue): Promise<string> {
  const text = new TextEncoder().encode(`${user_id} ${kind} ${occasion}`);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-8$3-8$4-$5");
}
