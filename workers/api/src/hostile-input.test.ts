import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { CardId } from "@alva/contracts/onboarding-cards";
import { ProblemError } from "@alva/contracts/problem-error";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { bindings } from "./testing/bindings.ts";
import { owner } from "./testing/database.ts";
import { createDesk } from "./testing/desk.ts";
import { deliverDraft } from "./testing/draft-reports.ts";
import { exported } from "./testing/exported.ts";
import { newPerson, send } from "./testing/person.ts";
import { clientProfile, finishPlan, readyPlan } from "./testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let person: Person;
let task: string;
let line: string;
beforeAll(async () => {
  person = await newPerson();
  const plan = await readyPlan(person);
  line = (await person.api.ledger(plan)).items[0]?.id ?? "";
  task = (await person.api.listTasks({ limit: 1 })).items[0]?.id ?? "";
});
afterEach(() => vi.restoreAllMocks());

const operation = () => ({ operation_id: crypto.randomUUID(), at: new Date().toISOString() });

/** Rows of this person in every table: nothing that they send may take one away. */
async function rowCounts(): Promise<Map<string, number>> {
  const tables = await owner`select table_name as name from information_schema.columns
    where table_schema = 'app' and column_name = 'user_id'`;
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const [row] = await owner.query(`select count(*)::int as rows from app.${name} where user_id = $1`, [
      person.id,
    ]);
    counts.set(String(name), Number(row?.["rows"]));
  }
  return counts;
}

const sqlTexts = [
  `'; drop table app.tasks; --`,
  `' or '1'='1`,
  `1) union select profile from app.profiles --`,
  "$1'::uuid; delete from app.plans where $$x$$=$$x$$ --",
  `\\'; truncate app.drafts; /*`,
];

/** Puts a text where owners put theirs, and reads what was kept of it. */
const places: Readonly<Record<string, (text: string) => Promise<string | undefined>>> = {
  "a task's title": async (title) => {
    const own = { title, channel: "ops", estimated_minutes: 20, due_date: "2027-01-13" } as const;
    return (await person.api.addTask({ ...operation(), ...own })).title;
  },
  "a task's notes": async (notes) => {
    const { items } = await person.api
      .changeTask(task, { ...operation(), notes })
      .then(() => person.api.listTasks({ limit: 200 }));
    return items.find(({ id }) => id === task)?.notes;
  },
  "a note": async (text) => {
    const { client_notes } = await person.api.addNote({
      operation_id: crypto.randomUUID(),
      text,
      source: "settings",
    });
    return client_notes.at(-1)?.text;
  },
  "a message to the desk": async (text) => {
    await createDesk(person.token).ask(text);
    const { items } = await person.api.listChat({ limit: 2 });
    const [part] = items.find(({ role }) => role === "user")?.parts ?? [];
    return part?.type === "text" ? part.text : undefined;
  },
  "a file's name": async (name) => {
    const png = Uint8Array.from("\u0089PNG\r\n\u001a\n" + crypto.randomUUID(), (sign) => sign.charCodeAt(0));
    const { id } = await person.api.addUpload(new File([png], name, { type: "image/png" }));
    const stored = (await person.api.listUploads({ limit: 50 })).items.find((one) => one.id === id)?.name;
    await person.api.deleteUpload(id);
    return stored;
  },
};

describe("SQL in a text of its owner", () => {
  describe.each(Object.keys(places))("as %s", (place) => {
    test.each(sqlTexts)("is kept as it is and does nothing: %s", async (text) => {
      const before = await rowCounts();
      expect(await places[place]?.(text)).toBe(text);
      const now = await rowCounts();
      expect([...before].filter(([table, rows]) => (now.get(table) ?? 0) < rows)).toEqual([]);
    });
  });
});

const bearerEndpoints = Object.entries<Endpoint>(apiEndpoints).filter(
  ([, { access }]) => access === "bearer",
);

/** The fields that a body may have. */
function fieldsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(fieldsOf))];
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in);
  return [];
}

const withBody = bearerEndpoints.flatMap(([name, endpoint]) =>
  "body" in endpoint && endpoint.body ? [{ name, endpoint, body: endpoint.body }] : [],
);

test("there are bodies to try, of many endpoints", () => {
  expect(withBody.length).toBeGreaterThan(15);
  expect(withBody.filter(({ body }) => fieldsOf(body).length === 0)).toEqual([]);
});

/** The endpoint's address, with ids in the form that it takes. */
function pathOf({ path }: Endpoint): string {
  const ids: Record<string, string> = { card: CardId.options[0] ?? "", line, id: crypto.randomUUID() };
  if (path.startsWith("/tasks/")) ids["id"] = task;
  return path.replaceAll(/:([a-z_]+)/g, (_, name: string) => ids[name] ?? "1");
}

describe.each(withBody)("$name takes no object with an operator", ({ endpoint, body }) => {
  test.each(["in the place of its body", ...fieldsOf(body)])("%s", async (field) => {
    // In a card's answer null and "" are what was left empty, and are not kept.
    const operator = field === "answer" ? { $gt: 1 } : { $ne: null };
    const sent = fieldsOf(body).includes(field) ? { [field]: operator } : operator;
    // Somebody new each time, since a person may ask a hundred times a minute.
    const { token } = await newPerson();
    const answer = await send(pathOf(endpoint), {
      method: endpoint.method,
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: JSON.stringify(sent),
    });
    await expectProblem(answer, "validation_failed");
  });
});

/** Addresses of what a server must never ask (fault table, S4), and one that it could. */
const addresses = [
  "http://127.0.0.1:8080/admin",
  "http://[::1]/",
  "http://[::ffff:169.254.169.254]/latest/meta-data/",
  "http://0x7f.1/",
  "http://2130706433/",
  "http://localhost./",
  "http://metadata.google.internal/",
  "http://good.example@127.0.0.1/",
  "https://redirects-to-169-254-169-254.example/",
  "https://example.com/",
];

test("whatever addresses an owner writes, and wherever, nobody but our own services is asked", async () => {
  const ours = new Set(
    [
      bindings.NEON_FETCH_ENDPOINT,
      bindings.QSTASH_URL,
      bindings.UPSTASH_REDIS_REST_URL,
      bindings.MODEL_STAND_IN_URL,
      bindings.AUTH_ORIGIN,
    ].map((url) => new URL(url).origin),
  );
  const asked = vi.spyOn(globalThis, "fetch");
  const someone = await newPerson();
  const { api } = someone;
  const all = addresses.join(" ");
  const profile = { ...clientProfile.user_profile, description: `See ${all}` };
  for (const website of addresses) {
    // Taken as a website or refused: either way nobody goes there.
    await api
      .putProfile({ ...clientProfile, user_profile: { ...profile, website } })
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.code !== "validation_failed") throw error;
      });
  }
  await api.putProfile({ ...clientProfile, user_profile: profile });
  const { id } = await api.generatePlan({}, { idempotencyKey: crypto.randomUUID() });
  await finishPlan(someone, id);
  for (const title of addresses) {
    const own = { title, channel: "ops", estimated_minutes: 20, due_date: "2027-01-13" } as const;
    await api.addTask({ ...operation(), ...own });
  }
  const [first] = (await api.listTasks({ limit: 1 })).items;
  await api.changeTask(first?.id ?? "", { ...operation(), notes: all });
  await createDesk(someone.token).ask(`Please read ${all} and tell me what they say.`);
  const draft = await api.askForDraft(first?.id ?? "", { operation_id: crypto.randomUUID() });
  await deliverDraft(draft.id, 1);
  await exported(api, { what: "plan", plan_id: id, format: "pdf" });
  const origins = asked.mock.calls.map(
    ([input]) => new URL(input instanceof Request ? input.url : String(input)).origin,
  );
  expect(origins.length).toBeGreaterThan(30);
  expect(origins.filter((origin) => !ours.has(origin))).toEqual([]);
});
