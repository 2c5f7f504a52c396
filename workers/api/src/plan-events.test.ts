import { expect, test } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { accessToken } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";

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

async function failDatabaseOnce(): Promise<void> {
  await fetch(`${bindings.NEON_URL}/_stand-in/faults`, {
    method: "POST",
    body: JSON.stringify({ kind: "status", status: 500 }),
  });
}
