import { randomUUID } from "node:crypto";
import { startServer, type Answer, type Received, type StandIn } from "../server.ts";
import { bareAddress, Email, linksIn, type StoredMail } from "./email.ts";
import { createIdempotency } from "./idempotency.ts";
import { answerMailError, MailError, refusedField } from "./mail-error.ts";
import { answerMailbox } from "./mailbox.ts";

/** A running mail provider. Nothing leaves this machine: every mail ends in the mailbox. */
export interface Mail extends StandIn {
  /** The newest 500 mails, newest first; only those to one address when it is named. */
  mails(to?: string): readonly StoredMail[];
}

interface MailOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The only API key that is accepted. */
  readonly apiKey: string;
  /** Unix time in milliseconds; the idempotency window follows it. */
  readonly now?: () => number;
}

const keptMails = 500;
const largestBatch = 100;

/**
 * Starts a stand-in for Resend's HTTP API (sending, batches, reading, idempotency keys, errors) with a mailbox page at
 * its root and the same mails as JSON at `/mailbox.json?to=`. Rejects with `PortTakenError` when the port is in use.
 */
export async function startMail({ port = 0, apiKey, now = Date.now }: MailOptions): Promise<Mail> {
  let kept: readonly StoredMail[] = [];
  const idempotency = createIdempotency(now);

  function store(email: Email): { id: string } {
    const mail = {
      ...email,
      id: randomUUID(),
      created_at: new Date(now()).toISOString(),
      links: linksIn(email),
    };
    kept = [mail, ...kept].slice(0, keptMails);
    return { id: mail.id };
  }

  function mails(to?: string): readonly StoredMail[] {
    return to === undefined
      ? kept
      : kept.filter((mail) => mail.to.some((address) => bareAddress(address) === bareAddress(to)));
  }

  function send(received: Received): Answer {
    const sent = readJson(received);
    const email = parseEmail(sent);
    return { body: idempotency.once(idempotencyKey(received), email, () => store(email)) };
  }

  function sendBatch(received: Received): Answer {
    const sent = readJson(received);
    if (!Array.isArray(sent) || sent.length < 1 || sent.length > largestBatch) {
      throw new MailError("validation_error", `A batch is an array of 1 to ${largestBatch} emails.`);
    }
    const emails = sent.map(parseEmail);
    const once = () => ({ data: emails.map(store) });
    return { body: idempotency.once(idempotencyKey(received), emails, once) };
  }

  function retrieve(id: string): Answer {
    const mail = kept.find((candidate) => candidate.id === id);
    if (!mail) throw new MailError("not_found", "Email not found");
    const { links: _links, headers: _headers, ...fields } = mail;
    return { body: { object: "email", ...fields, last_event: "delivered" } };
  }

  function answerApi(received: Received): Answer {
    requireCaller(received, apiKey);
    const { method, target } = received;
    const id = /^\/emails\/([^/?]+)$/.exec(target)?.[1];
    if (target === "/emails" && method === "POST") return send(received);
    if (target === "/emails/batch" && method === "POST") return sendBatch(received);
    if (id !== undefined && method === "GET") return retrieve(id);
    if (target === "/emails" || id !== undefined) {
      throw new MailError("method_not_allowed", "This endpoint does not support the specified HTTP method");
    }
    throw new MailError("not_found", "The requested endpoint does not exist");
  }

  const server = await startServer({
    name: "the mail provider",
    port,
    handle: (received) => {
      const page = answerMailbox(received, mails);
      if (page) return page;
      try {
        return answerApi(received);
      } catch (error) {
        if (error instanceof MailError) return answerMailError(error);
        throw error;
      }
    },
  });
  return { ...server, mails };
}

function requireCaller({ headers }: Received, apiKey: string): void {
  // Resend's edge refuses requests without this header, and a worker's fetch sends none by itself.
  if (!headers["user-agent"]) {
    throw new MailError("user_agent_missing", "error code: 1010. Set a User-Agent header.");
  }
  if (!headers.authorization) {
    throw new MailError(
      "missing_api_key",
      "Missing API key in the authorization header. Include the following header in the request: `Authorization: Bearer YOUR_API_KEY`.",
    );
  }
  if (headers.authorization !== `Bearer ${apiKey}`)
    throw new MailError("invalid_api_key", "API key is invalid");
}

function parseEmail(sent: unknown): Email {
  const parsed = Email.safeParse(sent);
  if (!parsed.success) throw refusedField(parsed.error, sent);
  return parsed.data;
}

function readJson({ body }: Received): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new MailError("bad_request", "The request body is not valid JSON.");
  }
}

function idempotencyKey({ headers }: Received): string | undefined {
  const value = headers["idempotency-key"];
  return Array.isArray(value) ? value.join(",") : value;
}
