import { NoticeDue } from "@alva/contracts/notice";
import * as z from "zod";
import { bindings } from "./bindings.ts";

const Requests = z.array(z.object({ method: z.string(), target: z.string(), body: z.string() }));
const Batch = z.array(
  z.object({ destination: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
);

/** The optional mails that QStash was given for a person, with what it tells repetitions by; oldest first. */
export async function noticesTo(userId: string) {
  const answer = await fetch(`${bindings.QSTASH_URL}/_stand-in/requests`);
  const requests = Requests.parse(await answer.json());
  return requests
    .filter(
      ({ method, target, body }) => method === "POST" && target === "/v2/batch" && body.includes(userId),
    )
    .flatMap(({ body }) => Batch.parse(JSON.parse(body)))
    .filter(({ destination }) => destination.endsWith("/webhooks/qstash/notice"))
    .map(({ destination, headers, body }) => ({
      ...NoticeDue.parse(JSON.parse(body)),
      destination,
      id: new Headers(headers).get("Upstash-Deduplication-Id"),
    }))
    .filter(({ user_id }) => user_id === userId);
}
