import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, expect, test, vi } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { accessToken } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";

afterEach(() => vi.restoreAllMocks());

const config = readConfig(bindings);
const app = createApp(createPorts(config));

/** Asks so many times at the same moment, in tens. */
async function ask(times: number, token: string, worker = app): Promise<Response[]> {
  const answers: Response[] = [];
  while (answers.length < times) {
    const some = Array.from({ length: Math.min(10, times - answers.length) }, async () =>
      worker.request("/calendar-feed", { headers: { Authorization: `Bearer ${token}` } }),
    );
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

test("a person has a hundred requests a minute, whatever the session, and nobody else pays for them", async () => {
  const person = crypto.randomUUID();
  const answers = await ask(105, await accessToken(person));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  const [first] = await ask(1, await accessToken(person));
  await expectProblem(first ?? new Response(), "rate_limited");
  expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(answers[0]?.headers.get("RateLimit-Policy")).toBe('"person";q=100;w=60');
  const [other] = await ask(1, await accessToken(crypto.randomUUID()));
  expect(other?.status).not.toBe(429);
});

test("without Redis each worker instance counts by itself", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const away = { ...config, redis: { ...config.redis, url: "http://127.0.0.1:9" } };
  const answers = await ask(101, await accessToken(crypto.randomUUID()), createApp(createPorts(away)));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});
