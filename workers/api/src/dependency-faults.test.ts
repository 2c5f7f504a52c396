import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, describe, expect, test, vi } from "vitest";
import { accessToken } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";
import { addFault, bringBack } from "./testing/faults.ts";
import { send } from "./testing/person.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await bringBack();
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${await accessToken(crypto.randomUUID())}`,
    "Content-Type": "application/json",
  };
  return send(path, { ...init, headers });
}

const databaseSeconds = 3;

/** Time limits of three seconds end at once, so that nobody waits for them here. */
function hurry(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) =>
    timeout(milliseconds === databaseSeconds * 1000 ? 20 : milliseconds),
  );
}

describe("a database", () => {
  test.each([
    ["that closes the connection", { kind: "drop" }],
    ["that answers 500", { kind: "status", status: 500 }],
    ["that hangs, after three seconds", { kind: "delay", delayMs: 2000 }],
  ])("%s is a 503 that says when to come again", async (_, fault) => {
    hurry();
    await addFault(bindings.NEON_URL, fault);
    const answer = await ask("/dashboard");
    await expectProblem(answer, "dependency_unavailable");
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(Number(answer.headers.get("Retry-After"))).toBeLessThanOrEqual(3);
  });

  test("that has to wake up first is waited for", async () => {
    await addFault(bindings.NEON_URL, { kind: "delay", delayMs: 700 });
    expect((await ask("/onboarding")).status).toBe(200);
  });
});

describe("while the database is down, a request that does not need it", () => {
  test.each([
    ["for a description of the service", "/openapi.json", {}, 200],
    ["for its health", "/health", {}, 200],
    ["that is refused for its own sake", "/plans/generate", { method: "POST", body: '{"x":1}' }, 422],
    ["to an address that there is not", "/nowhere", {}, 404],
  ])("%s is answered as ever", async (_, path, init, status) => {
    await addFault(bindings.NEON_URL, { kind: "drop", times: 100 });
    expect((await ask(path, init)).status).toBe(status);
  });
});
