import { ProblemError } from "@alva/contracts/problem-error";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { bindings } from "./testing/bindings.ts";
import { addFault } from "./testing/faults.ts";
import { newPerson } from "./testing/person.ts";
import { clientProfile, readyPlan } from "./testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let warned: string[];
beforeEach(() => {
  warned = [];
  vi.spyOn(console, "warn").mockImplementation((line: string) => void warned.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fetch(`${bindings.UPSTASH_REDIS_REST_URL}/_stand-in/faults`, { method: "DELETE" });
});

const failRedis = (fault: object) =>
  addFault(bindings.UPSTASH_REDIS_REST_URL, { path: "/", times: 1000, ...fault });

const key = () => ({ idempotencyKey: crypto.randomUUID() });

/** Asks for a plan of a business that nobody else has. */
function ask({ api }: Person) {
  const user_profile = { ...clientProfile.user_profile, business_name: crypto.randomUUID() };
  return api.generatePlan({ clientProfile: { ...clientProfile, user_profile } }, key());
}

/** Work for the model that a person may begin (docs/decisions, 0038). */
const begins: Readonly<Record<string, (person: Person, plan: string) => Promise<{ id: string }>>> = {
  "a plan": (person) => ask(person),
  "a plan beside the current one": ({ api }, plan) => api.regeneratePlan(plan, key()),
  "a step that is asked again": ({ api }, plan) => api.retryStep(plan, "email"),
  "a draft": async ({ api }) => {
    const [task] = (await api.listTasks({ limit: 1 })).items;
    return api.askForDraft(task?.id ?? "", { operation_id: crypto.randomUUID() });
  },
};

describe.each([
  ["answers with errors", { kind: "status", status: 500 }],
  ["takes five seconds", { kind: "delay", delayMs: 5000 }],
])("while Redis %s", (_, fault) => {
  test.each(Object.keys(begins))(
    "%s is begun and sent to the model, and the log says how it stood",
    async (what) => {
      const person = await newPerson();
      const plan = await readyPlan(person);
      await failRedis(fault);
      const begun = await begins[what]?.(person, plan);
      expect(warned).toContain(
        JSON.stringify({ level: "warn", event: "limiter_degraded", limiter: "person" }),
      );
      const state =
        what === "a draft"
          ? (await person.api.getDraft(begun?.id ?? "")).state
          : (await person.api.getPlanStatus(begun?.id ?? "")).steps.find(({ attempt }) => attempt > 0)?.state;
      // Its message has left: QStash took it.
      expect(["working", "done", "template"]).toContain(state);
    },
  );
});

test("without Redis a person's share of plans holds all the same", async () => {
  await failRedis({ kind: "status", status: 500 });
  const person = await newPerson();
  const asked = await Promise.allSettled(Array.from({ length: 5 }, () => ask(person)));
  const refused = asked.flatMap((one) =>
    one.status === "rejected" && one.reason instanceof ProblemError ? [one.reason] : [],
  );
  expect(refused.map(({ code, status }) => [code, status])).toEqual(
    Array.from({ length: 3 }, () => ["quota_exceeded", 429]),
  );
  expect((await person.api.listPlans()).items).toHaveLength(2);
});

test("the limit of requests waits 300 ms for Redis and no longer", async () => {
  await failRedis({ kind: "delay", delayMs: 5000 });
  const { personLimit } = createPorts(readConfig(bindings));
  const begun = performance.now();
  expect(await personLimit.admit(crypto.randomUUID())).toMatchObject({ admitted: true });
  const waited = performance.now() - begun;
  expect(waited).toBeGreaterThan(200);
  // The wait is 280 ms; what is more is a busy machine's.
  expect(waited).toBeLessThan(1000);
});
