import { dispatchMail } from "./outbox.ts";
import { deriveLinkSecret } from "./link-secret.ts";
import type { Ports } from "./ports.ts";
import { writeLinkWithMail } from "./queries/links.ts";
import { sha256 } from "./secrets.ts";

interface SendLink {
  readonly email: string;
  /** The mark of the browser that asks. */
  readonly browser: string;
  readonly registering: boolean;
}

/**
 * Writes a link with its mail and returns the first attempt at sending it, to be made after the answer: what the
 * provider does, and whether the address is known, cannot be told from the answer or its time. Undefined when no mail
 * is due, which the caller must not learn.
 */
export async function sendLink(ports: Ports, asked: SendLink): Promise<(() => Promise<void>) | undefined> {
  const { config, db, sendLimits } = ports;
  if (!(await sendLimits.admitRecipient(asked.email))) return undefined;
  const linkId = crypto.randomUUID();
  const mailId = crypto.randomUUID();
  const { keyId, secret } = await deriveLinkSecret(config.linkKeys, linkId);
  const queued = await writeLinkWithMail(db, {
    linkId,
    mailId,
    email: asked.email,
    keyId,
    secretHash: await sha256(secret),
    browserHash: await sha256(asked.browser),
    registering: asked.registering,
  });
  if (!queued) return undefined;
  return () => dispatchMail(ports, { id: mailId, link_id: linkId, key_id: keyId, ...queued });
}
