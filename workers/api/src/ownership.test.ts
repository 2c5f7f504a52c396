import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import solo from "@alva/contracts/examples/handmade-solo.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { beforeAll, describe, expect, test } from "vitest";
import { newPerson, send } from "./testing/person.ts";
import { owner } from "./testing/database.ts";
import { finishPlan, readyPlan } from "./testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;
type Name = keyof typeof apiEndpoints;

/** What somebody has, by the parameters that name it. */
interface Belongings {
  readonly plan: string;
  readonly proposedPlan: string;
  readonly ledgerLine: string;
  readonly task: string;
  readonly ownTask: string;
  readonly draft: string;
  readonly upload: string;
  readonly exportLink: string;
  readonly proposal: string;
}

const endpoints = Object.entries<Endpoint>(apiEndpoints);

/** How to ask for something of somebody's: its address, and what else the endpoint wants to hear. */
interface Ask {
  readonly path: (belongings: Belongings) => string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

const operation = () => ({ operation_id: crypto.randomUUID(), at: new Date().toISOString() });
const confirmation = () => ({ operation_id: crypto.randomUUID(), revision: "0".repeat(40) });
const key = () => ({ "Idempotency-Key": crypto.randomUUID() });

// What takes something away comes last: the owner asks for all of it too.
const asks = {
  getPlan: { path: ({ plan }) => `/plans/${plan}` },
  getPlanStatus: { path: ({ plan }) => `/plans/${plan}/status` },
  getPlanEvents: { path: ({ plan }) => `/plans/${plan}/events` },
  getPlanBundle: { path: ({ plan }) => `/plans/${plan}/bundle` },
  listLedger: { path: ({ plan }) => `/plans/${plan}/ledger` },
  listMeasuredValues: { path: ({ plan }) => `/plans/${plan}/measures` },
  logMeasure: {
    path: ({ plan }) => `/plans/${plan}/measures`,
    body: { ...operation(), measure: "Engagement", value: "12" },
  },
  listReasons: { path: ({ plan }) => `/plans/${plan}/reasons` },
  comparePlans: { path: ({ plan, proposedPlan }) => `/plans/${plan}/diff/${proposedPlan}` },
  replanPlan: { path: ({ plan }) => `/plans/${plan}/replan`, body: { hours: 4 } },
  applyPlan: { path: ({ proposedPlan }) => `/plans/${proposedPlan}/apply`, body: confirmation() },
  undoPlan: { path: ({ plan }) => `/plans/${plan}/undo`, body: { operation_id: crypto.randomUUID() } },
  retryStep: { path: ({ plan }) => `/plans/${plan}/steps/email/retry` },
  cancelPlan: { path: ({ plan }) => `/plans/${plan}/cancel` },
  restoreTasks: {
    path: ({ plan, ledgerLine }) => `/plans/${plan}/ledger/${ledgerLine}/restore`,
    body: operation(),
  },
  getTaskHistory: { path: ({ task }) => `/tasks/${task}/history` },
  listDrafts: { path: ({ task }) => `/tasks/${task}/drafts` },
  askForDraft: {
    path: ({ task }) => `/tasks/${task}/draft`,
    body: { operation_id: crypto.randomUUID() },
  },
  changeTask: { path: ({ task }) => `/tasks/${task}`, body: { ...operation(), notes: "Mine." } },
  getDraft: { path: ({ draft }) => `/drafts/${draft}` },
  getUpload: { path: ({ upload }) => `/uploads/${upload}` },
  regeneratePlan: { path: ({ plan }) => `/plans/${plan}/regenerate`, headers: key() },
  editDraft: {
    path: ({ draft }) => `/drafts/${draft}`,
    body: { edited_text: "Mine." },
  },
  putPlanAside: { path: ({ proposedPlan }) => `/plans/${proposedPlan}/put-aside` },
  putAnswersAside: {
    path: ({ plan }) => `/plans/${plan}/answers/put-aside`,
    body: { until: new Date().toISOString() },
  },
  declinePlan: { path: ({ proposedPlan }) => `/plans/${proposedPlan}/decline` },
  cancelDraft: { path: ({ draft }) => `/drafts/${draft}/cancel` },
  cancelProposal: { path: ({ proposal }) => `/chat/proposals/${proposal}/cancel` },
  confirmProposal: { path: ({ proposal }) => `/chat/proposals/${proposal}/confirm` },
  deleteTask: {
    path: ({ ownTask }) =>
      `/tasks/${ownTask}?operation_id=${crypto.randomUUID()}&at=${encodeURIComponent(new Date().toISOString())}`,
  },
  endExportLink: { path: ({ exportLink }) => `/exports/${exportLink}` },
  deleteUpload: { path: ({ upload }) => `/uploads/${upload}` },
} as const satisfies Partial<Record<Name, Ask>>;

/** Their parameter is a number or a name that everyone has. */
const commonToAll: readonly Name[] = ["putCardAnswer", "getProfileVersion"];

let person: Person;
let stranger: Person;
let belongings: Belongings;

/** Gives somebody one of everything that has an id. */
async function belongingsOf({ id, token, api }: Person): Promise<Belongings> {
  const plan = await readyPlan({ id, token, api });
  const { items } = await api.listTasks({ limit: 200 });
  const task = items[0]?.id ?? "";
  const { items: lines } = await api.ledger(plan);
  const own = { title: "Mine", channel: "ops", estimated_minutes: 20, due_date: "2027-01-13" } as const;
  const added = await api.addTask({ ...operation(), ...own });
  const draft = await api.askForDraft(task, operation());
  const png = Uint8Array.from("\u0089PNG\r\n\u001a\n", (sign) => sign.charCodeAt(0));
  const upload = await api.addUpload(new File([png], "logo.png", { type: "image/png" }));
  const exportLink = await api.makeExportLink({ what: "everything" });
  const proposal = crypto.randomUUID();
  const action = { name: "mark_done", arguments: { task_id: task } };
  const proposed = { id: proposal, summary: "Mark it done", action, state: "proposed" };
  await owner`insert into app.chat_messages (id, user_id, role, parts) values
    (${proposal}, ${id}, 'assistant', ${JSON.stringify([{ type: "data-proposal", id: proposal, data: proposed }])}::jsonb)`;
  await owner`insert into app.chat_proposals (id, user_id, message_id, kind, proposal) values
    (${proposal}, ${id}, ${proposal}, 'mark_done', ${JSON.stringify(proposed)}::jsonb)`;
  const { id: proposedPlan } = await api.regeneratePlan(plan, { idempotencyKey: crypto.randomUUID() });
  await finishPlan({ id, token, api }, proposedPlan);
  return {
    plan,
    proposedPlan,
    ledgerLine: lines[0]?.id ?? "",
    task,
    ownTask: added.id,
    draft: draft.id,
    upload: upload.id,
    exportLink: exportLink.id,
    proposal,
  };
}

beforeAll(async () => {
  [person, stranger] = await Promise.all([newPerson(), newPerson()]);
  belongings = await belongingsOf(person);
  await readyPlan(stranger, { clientProfile: ProfileInput.parse(solo) });
});

test("every endpoint that is told an id has its line here", () => {
  const named = endpoints
    .filter(([, { access, path }]) => access === "bearer" && path.includes(":"))
    .map(([name]) => name);
  expect([...Object.keys(asks), ...commonToAll].toSorted()).toEqual(named.toSorted());
});

const sqlTexts = [`x'; drop table app.plans; --`, `' or ''='`, `x' union select id from app.plans --`];

function ask(name: string, path: string, { token }: Person, { body, headers }: Ask): Promise<Response> {
  const endpoint = endpoints.find(([key]) => key === name)?.[1];
  if (!endpoint) throw new TypeError(`${name} is an endpoint`);
  return send(path, {
    method: endpoint.method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
}

describe.each(Object.entries<Ask>(asks))("%s", (name, asking) => {
  // Before its owner asks for it below: had the text an effect, there would be nothing left to ask for.
  test.each(sqlTexts)("takes SQL in the place of an id for the id of nothing: %s", async (text) => {
    const id = encodeURIComponent(text);
    const nothing = Object.fromEntries(Object.keys(belongings).map((part) => [part, id]));
    // Somebody new each time, since a person may ask a hundred times a minute.
    const answer = await ask(name, asking.path({ ...belongings, ...nothing }), await newPerson(), asking);
    expect([404, 422]).toContain(answer.status);
    await answer.body?.cancel();
  });

  test("does not know what another person has, though its owner may ask for it", async () => {
    const path = asking.path(belongings);
    await expectProblem(await ask(name, path, stranger, asking), "not_found");
    const answer = await ask(name, path, person, asking);
    expect([400, 404, 422]).not.toContain(answer.status);
    await answer.body?.cancel();
  });
});
