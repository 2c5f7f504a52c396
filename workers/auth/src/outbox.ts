import { deriveLinkSecrets } from "./link-secret.ts";
import type { MailText } from "./mail-text.ts";
import { composeLinkMail, composeNotice } from "./mail-texts.ts";
import { composeOptionalMail } from "./optional-mail-texts.ts";
import type { Ports } from "./ports.ts";
import { buryDeadMails, claimDueMails, type DueMail, isOptional, markMailSent } from "./queries/outbox.ts";

const mailsPerSweep = 50;
/** A worker may hold six connections open at once. */
const mailsAtOnce = 5;

/**
 * Makes one attempt at a mail. It never rejects: a mail that did not leave stays in the outbox and its claim lapses.
 */
export async function dispatchMail(ports: Ports, mail: DueMail): Promise<void> {
  try {
    const text = await write(ports, mail);
    await ports.mailer.send({ idempotencyKey: mail.id, to: mail.recipient, ...text });
    await markMailSent(ports.db, mail);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    console.warn(
      JSON.stringify({ level: "warn", service: "auth", event: "mail_not_sent", mail: mail.id, reason }),
    );
  }
}

async function write({ config }: Ports, mail: DueMail): Promise<MailText> {
  if (isOptional(mail)) return composeOptionalMail(mail, config);
  if (!("link_id" in mail)) return composeNotice(mail, config);
  const derived = await deriveLinkSecrets(config.linkKeys, mail.link_id);
  const secret = derived.find(({ keyId }) => keyId === mail.key_id)?.secret;
  if (!secret) throw new Error("the key of this link has been retired");
  // In the fragment, which browsers send to no server and in no Referer. When it ends is for the page's words alone.
  const name = mail.kind === "change_email" ? "change" : "token";
  const until = Math.floor(Date.parse(mail.link_expires_at) / 1000);
  return composeLinkMail(mail, `${config.webOrigin}/verify#${name}=${secret}&until=${until}`);
}

/** Gives up dead mails and tries again those whose turn it is. */
export async function dispatchDueMails(ports: Ports): Promise<void> {
  for (const mail of await buryDeadMails(ports.db)) {
    console.warn(JSON.stringify({ level: "warn", service: "auth", event: "mail_dead", mail }));
  }
  const due = await claimDueMails(ports.db, { limit: mailsPerSweep });
  for (let start = 0; start < due.length; start += mailsAtOnce) {
    await Promise.all(due.slice(start, start + mailsAtOnce).map((mail) => dispatchMail(ports, mail)));
  }
}
