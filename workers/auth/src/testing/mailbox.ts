import * as z from "zod";
import { bindings } from "./bindings.ts";
import { fail, postsWith } from "./stand-in.ts";

const StoredMails = z.array(
  z.object({
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    links: z.array(z.string()),
  }),
);

/** The mails that an address received, newest first. */
export async function mailsTo(email: string) {
  const answer = await fetch(`${bindings.MAIL_URL}/mailbox.json?to=${encodeURIComponent(email)}`);
  return StoredMails.parse(await answer.json());
}

/** What stands behind `#` in a mailed link. */
export const fragmentOf = (link: string | undefined) =>
  new URLSearchParams(new URL(link ?? "").hash.slice(1));

/** The secret in the newest link that an address received. */
export async function newestSecret(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  const parts = mail && fragmentOf(mail.links[0]);
  const secret = parts?.get("token") ?? parts?.get("change");
  if (!secret) throw new Error("no link was mailed to this address");
  return secret;
}

/** Makes the mail provider fail; see the stand-ins' `Fault`. */
export const failMail = (fault: object) => fail(bindings.MAIL_URL, fault);

/** What the mail provider was asked about an address, oldest first. */
export const mailAttempts = (email: string) => postsWith(bindings.MAIL_URL, email);
