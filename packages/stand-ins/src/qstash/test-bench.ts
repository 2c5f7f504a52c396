import { Client, Receiver } from "@upstash/qstash";
import { onTestFinished } from "vitest";
import { startServer, type Answer, type Received, type StandIn } from "../server.ts";
import type { QstashOptions } from "./options.ts";
import { startQstash, type Qstash } from "./start.ts";

/** What a test of the stand-in works with: the official client and receiver, and a destination of its own. */
export interface Bench {
  readonly qstash: Qstash;
  readonly client: Client;
  readonly receiver: Receiver;
  readonly destination: Destination;
}

/** A server that messages are delivered to. */
export interface Destination extends StandIn {
  /** Answers the next requests whose target contains `path`, one answer each; all others are answered 200 `{"ok":true}`. */
  answer(path: string, ...answers: Reply[]): void;
  /** The deliveries whose target contains `path`, in order of arrival. */
  received(path: string): Received[];
}

type Reply = Answer | ((received: Received) => Answer | Promise<Answer>);

export const signingKeys = {
  currentSigningKey: "sig_current_0123456789",
  nextSigningKey: "sig_next_0123456789",
};
export const token = "test-token";

/** Starts a bench whose waits take a thousandth of their time; it is taken down when the test ends. */
export async function startBench(options: Partial<QstashOptions> = {}): Promise<Bench> {
  const qstash = await startQstash({ token, ...signingKeys, timeScale: 0.001, ...options });
  onTestFinished(() => qstash.close());
  const destination = await startDestination();
  const client = new Client({ baseUrl: qstash.url, token, devMode: false, retry: false });
  const receiver = new Receiver({ ...signingKeys, devMode: false });
  return { qstash, client, receiver, destination };
}

/** Starts a destination that is taken down when the test ends. */
export async function startDestination(): Promise<Destination> {
  const replies: { path: string; reply: Reply }[] = [];
  const server = await startServer({
    name: "the destination",
    handle(received) {
      const index = replies.findIndex(({ path }) => received.target.includes(path));
      const reply = index < 0 ? undefined : replies.splice(index, 1)[0]?.reply;
      return typeof reply === "function" ? reply(received) : (reply ?? { body: { ok: true } });
    },
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    answer(path, ...answers) {
      replies.push(...answers.map((reply) => ({ path, reply })));
    },
    received: (path) => server.requests.filter(({ target }) => target.includes(path)),
  };
}

/** Lets the official receiver judge a delivery as sent to `url`; rejects when it does not verify. */
export async function verifyDelivery(
  receiver: Receiver,
  received: Received | undefined,
  url: string,
): Promise<boolean> {
  if (!received) throw new Error("nothing was delivered");
  return receiver.verify({
    signature: String(received.headers["upstash-signature"]),
    body: received.body.toString("utf8"),
    url,
  });
}

/** A delivery's JSON body. */
export function bodyOf(received: Received | undefined): Record<string, unknown> {
  return JSON.parse(received?.body.toString("utf8") ?? "{}") as Record<string, unknown>;
}
