import { PlanChangeEvent } from "@alva/contracts/plan";
import { expect, test } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { accessToken } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";
import { newPerson, send } from "./testing/person.ts";
import { clientProfile, readyPlan } from "./testing/ready-plan.ts";

test.each([
  ["a plan that is not there", 404],
  ["a database that is away", 503],
])("%s leaves nobody listening", async (_case, status) => {
  let listening = 0;
  const ports = createPorts(readConfig(bindings));
  const app = createApp({
    ...ports,
    live: {
      announce: async () => undefined,
      watch() {
        listening += 1;
        return {
          async stop() {
            listening -= 1;
          },
        };
      },
    },
  });
  if (status === 503) await failDatabaseOnce();
  const answer = await app.request(`/plans/${crypto.randomUUID()}/events`, {
    headers: { Authorization: `Bearer ${await accessToken(crypto.randomUUID())}` },
  });
  expect(answer.status).toBe(status);
  expect(listening).toBe(0);
});

/** The events of a finished plan's stream, as they come over the wire. */
async function eventsAfter(lastEventId: string | undefined) {
  const person = await newPerson();
  const plan = await readyPlan(person);
  const answer = await send(`/plans/${plan}/events`, {
    headers: {
      Authorization: `Bearer ${person.token}`,
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    },
  });
  return [...(await answer.text()).matchAll(/^event: (\w+)\ndata: (.+)\nid: (\d+)$/gm)].map(
    ([, event, line = "", id]) => ({ event, id: Number(id), body: JSON.parse(line) as unknown }),
  );
}

test("who comes back is told each change since its last event, in order, and then how the plan stands", async () => {
  const events = await eventsAfter("2");
  const last = events.at(-1);
  expect(events.map(({ id }) => id)).toEqual([
    ...Array.from({ length: (last?.id ?? 0) - 2 }, (_, index) => index + 3),
    last?.id,
  ]);
  expect(events.length).toBeGreaterThan(3);
  for (const { event, body } of events.slice(0, -1)) {
    expect([event, PlanChangeEvent.safeParse(body).success]).toEqual(["change", true]);
  }
  expect(last).toMatchObject({ event: "status", body: { status: { state: "ready_partial" } } });
});

test.each([undefined, "junk", "-1", "99999"])(
  "with Last-Event-ID %s the stream is the present status alone",
  async (lastEventId) => {
    expect(await eventsAfter(lastEventId)).toMatchObject([{ event: "status" }]);
  },
);

test.each(["", "/status"])("GET /plans/:id%s answers 304 until the plan changes", async (suffix) => {
  const { api, token } = await newPerson();
  const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  const ask = (etag?: string) =>
    send(`/plans/${id}${suffix}`, {
      headers: {
        Authorization: `Bearer ${token}`,
        Origin: bindings.WEB_ORIGIN,
        ...(etag === undefined ? {} : { "If-None-Match": etag }),
      },
    });
  const first = await ask();
  const etag = first.headers.get("ETag") ?? "";
  const again = await ask(etag);
  expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", etag]);
  for (const answer of [first, again]) {
    expect(answer.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
  }
  await api.cancelPlan(id);
  expect((await ask(etag)).status).toBe(200);
});

async function failDatabaseOnce(): Promise<void> {
  await fetch(`${bindings.NEON_URL}/_stand-in/faults`, {
    method: "POST",
    body: JSON.stringify({ kind: "status", status: 500 }),
  });
}
