import * as z from "zod";

const Requests = z.array(
  z.object({
    method: z.string(),
    target: z.string(),
    headers: z.record(z.string(), z.unknown()),
    body: z.string(),
  }),
);

/** The POST requests that a stand-in received with this text in the body, oldest first. */
export async function postsWith(standIn: string, text: string) {
  const answer = await fetch(`${standIn}/_stand-in/requests`);
  const requests = Requests.parse(await answer.json());
  return requests.filter(({ method, body }) => method === "POST" && body.includes(text));
}

/** Makes a stand-in fail; see the stand-ins' `Fault`. */
export async function fail(standIn: string, fault: object): Promise<void> {
  await fetch(`${standIn}/_stand-in/faults`, { method: "POST", body: JSON.stringify(fault) });
}
