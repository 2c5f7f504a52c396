/** A mail as the provider takes it. */
export interface Mail {
  /** The provider delivers one mail per key, however often it is asked. */
  readonly idempotencyKey: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Header fields besides those that every mail has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands mails to the provider. */
export interface Mailer {
  /** Resolves when the provider took the mail; rejects when it did not, or when that is unknown. */
  send(mail: Mail): Promise<void>;
}

/** Shorter than the lease of an attempt, so that two attempts at one mail never overlap. */
const timeoutMilliseconds = 10_000;

interface MailerOptions {
  readonly url: string;
  readonly from: string;
  readonly apiKey: string;
}

/** A mailer on Resend's HTTP API. */
export function createMailer({ url, from, apiKey }: MailerOptions): Mailer {
  return {
    async send({ idempotencyKey, to, subject, text, html, headers }) {
      const answer = await fetch(`${url}/emails`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${apiKey}`,
          "Content-Type": "application/json",
          "Idempotency-Key": idempotencyKey,
          // Resend refuses requests without one, and a worker's fetch sends none by itself.
          "User-Agent": "alva-auth",
        },
        body: JSON.stringify({ from, to: [to], subject, text, html, headers }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the mail provider answered ${answer.status}`);
    },
  };
}
