import { composeLinkMail } from "./link-mail.ts";
import { deriveLinkSecrets } from "./link-secret.ts";
import type { Ports } from "./ports.ts";
import { buryDeadMails, claimDueMails, type DueMail, forgetPast, markMailSent } from "./queries/outbox.ts";

const mailsPerSweep = 50;
/** A worker may hold six connections open at once. */
const mailsAtOnce = 5;

/**
 * Makes one attempt at a mail. It never rejects: a mail that did not leave stays in the outbox and its claim lapses.
 */
export async function dispatchMail({ config, db, mailer }: Ports, mail: DueMail): Promise<void> {
  try {
    const derived = await deriveLinkSecrets(config.linkKeys, mail.link_id);
    const secret = derived.find(({ keyId }) => keyId === mail.key_id)?.secret;
    if (!secret) throw new Error("the key of this link has been retired");
    const link = `${config.webOrigin}/verify#token=${secret}`;
    await mailer.send({
      idempotencyKey: mail.id,
      to: mail.recipient,
      ...(await composeLinkMail({ kind: mail.kind, link })),
    });
    await markMailSent(db, mail);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    console.warn(
      JSON.stringify({ level: "warn", service: "auth", event: "mail_not_sent", mail: mail.id, reason }),
    );
  }
}

/** What the cron trigger runs: gives up dead mails, tries again those whose turn it is, forgets what is long over. */
export async function sweep(ports: Ports): Promise<void> {
  for (const mail of await buryDeadMails(ports.db)) {
    console.warn(JSON.stringify({ level: "warn", service: "auth", event: "mail_dead", mail }));
  }
  const due = await claimDueMails(ports.db, { limit: mailsPerSweep });
  for (let start = 0; start < due.length; start += mailsAtOnce) {
    await Promise.all(due.slice(start, start + mailsAtOnce).map((mail) => dispatchMail(ports, mail)));
  }
  await forgetPast(ports.db);
}
