import type { LinkRequest } from "@alva/contracts/auth";
import { dispatchMail } from "./outbox.ts";
import { deriveLinkSecret, hashAddress } from "./link-secret.ts";
import type { OpenedWith } from "./opened-with.ts";
import type { Ports } from "./ports.ts";
import type { Caller } from "./queries/alive-session.ts";
import { writeChangeLinkWithMail } from "./queries/email-change.ts";
import { type NewLink, writeLinkWithMail } from "./queries/links.ts";
import type { DueMail } from "./queries/outbox.ts";
import { sha256 } from "@alva/http/secrets";

/** Who asks for a link. */
export interface Asking {
  /** The mark of the browser that asks. */
  readonly browser: string;
  readonly openedWith: OpenedWith;
  /** By when it must be decided whether the address may be mailed. */
  readonly deadline: AbortSignal;
}

type Asked = Asking & LinkRequest;

/** The first attempt at a mail, to be made after the answer. */
export type FirstAttempt = () => Promise<void>;

/**
 * Writes a sign-in link with its mail. What is returned is left for after the answer, so that neither what the provider
 * does nor whether the address is known can be told from the answer or its time. Nothing is returned when no mail is
 * due, which the caller must not learn.
 */
export async function sendLink(
  ports: Ports,
  { registering, ...asked }: Asked & { readonly registering: boolean },
): Promise<FirstAttempt | undefined> {
  const link = await newLink(ports, asked);
  const queued = await writeLinkWithMail(ports.db, { ...link, registering });
  return queued && (() => dispatchMail(ports, { ...linkMail(link), ...queued }));
}

/**
 * Writes a link to a new address of the caller's account, likewise. `alive` tells whether the caller's session is: if it
 * is not, nothing was written.
 */
export async function sendChangeLink(
  ports: Ports,
  { caller, ...asked }: Asked & { readonly caller: Caller },
): Promise<{ alive: boolean; firstAttempt?: FirstAttempt }> {
  const link = await newLink(ports, asked);
  const written = await writeChangeLinkWithMail(ports.db, { ...link, caller });
  if (!written?.queued) return { alive: written !== undefined };
  const recipient = link.email;
  const mail: DueMail =
    written.queued === "change_email"
      ? {
          ...linkMail(link),
          kind: written.queued,
          recipient,
          link_expires_at: written.link_expires_at,
          facts: { current_email: written.current_email },
        }
      : { id: link.mailId, kind: written.queued, recipient };
  return { alive: true, firstAttempt: () => dispatchMail(ports, mail) };
}

async function newLink(
  { config, sendLimits }: Ports,
  { email, browser, openedWith, deadline }: Asked,
): Promise<NewLink> {
  const admitted = await sendLimits.admitRecipient(email, deadline);
  const linkId = crypto.randomUUID();
  const { keyId, secret } = await deriveLinkSecret(config.linkKeys, linkId);
  return {
    linkId,
    mailId: crypto.randomUUID(),
    email,
    addressHash: await hashAddress(config.linkKeys, email),
    keyId,
    secretHash: await sha256(secret),
    browserHash: await sha256(browser),
    admitted,
    openedWith,
  };
}

/** What every mail with a link is dispatched by. */
function linkMail({ mailId, linkId, keyId }: NewLink) {
  return { id: mailId, link_id: linkId, key_id: keyId };
}
