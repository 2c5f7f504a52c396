import * as z from "zod";
import { bindings } from "./bindings.ts";

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

/** The secret in the newest link that an address received. */
export async function newestSecret(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  const secret = mail && new URL(mail.links[0] ?? "").hash.replace("#token=", "");
  if (!secret) throw new Error("no link was mailed to this address");
  return secret;
}

/** Makes the mail provider fail; see the stand-ins' `Fault`. */
export async function failMail(fault: object): Promise<void> {
  await fetch(`${bindings.MAIL_URL}/_stand-in/faults`, { method: "POST", body: JSON.stringify(fault) });
}

const Requests = z.array(
  z.object({
    method: z.string(),
    target: z.string(),
    headers: z.record(z.string(), z.unknown()),
    body: z.string(),
  }),
);

/** What the mail provider was asked about an address, oldest first. */
export async function mailAttempts(email: string) {
  const answer = await fetch(`${bindings.MAIL_URL}/_stand-in/requests`);
  const requests = Requests.parse(await answer.json());
  return requests.filter(({ method, body }) => method === "POST" && body.includes(email));
}
