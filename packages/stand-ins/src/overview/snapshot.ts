import type { Mail } from "../mail/start.ts";
import type { Model, ModelCall } from "../model/start.ts";
import type { Qstash } from "../qstash/start.ts";
import type { StandIn } from "../server.ts";

/** The stand-ins that run; one that a real provider replaces is absent. */
export interface Sources {
  readonly mail?: Pick<Mail, "url" | "mails"> | undefined;
  readonly qstash?: Pick<Qstash, "messages"> | undefined;
  readonly model?: Pick<Model, "calls"> | undefined;
  readonly neon?: Pick<StandIn, "requests"> | undefined;
  readonly redis?: Pick<StandIn, "requests"> | undefined;
}

/** What the overview shows; times are Unix milliseconds, a missing list means that no stand-in of the kind runs. */
export interface Snapshot {
  readonly mails?: readonly { at: number; to: string; subject: string; link: string | null; page: string }[];
  readonly messages?: readonly {
    at: number;
    id: string;
    state: string;
    url: string;
    label: string | null;
    isCallback: boolean;
    attempts: readonly { status: number; durationMs: number }[];
  }[];
  readonly calls?: readonly ModelCall[];
  /** Requests per stand-in, at most the thousand that it remembers. */
  readonly requests: Readonly<Record<string, number>>;
}

const shown = 50;

/** The newest of everything, newest first. */
export function takeSnapshot({ mail, qstash, model, neon, redis }: Sources): Snapshot {
  return {
    ...(mail && {
      mails: mail
        .mails()
        .slice(0, shown)
        .map((one) => presentMail(one, mail.url)),
    }),
    ...(qstash && { messages: qstash.messages().slice(0, shown).map(presentMessage) }),
    ...(model && { calls: model.calls().slice(0, shown) }),
    requests: {
      ...(neon && { Postgres: neon.requests.length }),
      ...(redis && { Redis: redis.requests.length }),
    },
  };
}

function presentMail(mail: ReturnType<Mail["mails"]>[number], url: string) {
  return {
    at: Date.parse(mail.created_at),
    to: mail.to.join(", "),
    subject: mail.subject,
    link: mail.links[0] ?? null,
    page: `${url}/mailbox/${mail.id}`,
  };
}

function presentMessage(message: ReturnType<Qstash["messages"]>[number]) {
  return {
    at: message.createdAt,
    id: message.id,
    state: message.state,
    url: message.url,
    label: message.label ?? null,
    isCallback: message.callbackOf !== undefined,
    attempts: message.attempts.map(({ status, durationMs }) => ({ status, durationMs })),
  };
}
