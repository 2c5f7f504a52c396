import { once } from "node:events";
import { type Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** A JSON answer, and how long it took from the first byte sent to the last one read. */
interface Posted {
  readonly answer: unknown;
  readonly milliseconds: number;
}

/** Posts JSON with as little of a client in the way as possible. Rejects with the answer's text unless it is 200. */
export async function post(url: URL, body: object, agent: Agent): Promise<Posted> {
  const bytes = Buffer.from(JSON.stringify(body));
  const started = performance.now();
  const sending = request(url, { method: "POST", agent, headers: { "Content-Length": bytes.length } });
  sending.end(bytes);
  const [response]: IncomingMessage[] = await once(sending, "response");
  const answer = response ? await text(response) : "";
  const milliseconds = performance.now() - started;
  if (response?.statusCode !== 200) throw new Error(answer);
  return { answer: JSON.parse(answer), milliseconds };
}
