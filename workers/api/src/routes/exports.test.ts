import type { PlanExportFormat } from "@alva/contracts/export";
import { TaskStatus } from "@alva/contracts/master-plan";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import ICAL from "ical.js";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

const formats: readonly PlanExportFormat[] = ["md", "pdf", "csv", "ics"];
let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

function get(path: string, token = person.token): Promise<Response> {
  return send(path, { headers: { Authorization: `Bearer ${token}`, Origin: bindings.WEB_ORIGIN } });
}

describe("a plan's export", () => {
  test.each([
    ["md", "text/markdown; charset=utf-8"],
    ["pdf", "application/pdf"],
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["ics", "text/calendar; charset=utf-8"],
  ])("as %s is a file of that type with a safe name, which the web app may read", async (format, type) => {
    const answer = await get(`/plans/${planId}/export?format=${format}`);
    expect(answer.headers.get("Content-Type")).toBe(type);
    expect(answer.headers.get("Content-Disposition")).toMatch(
      new RegExp(String.raw`^attachment; filename="alva-plan-\d{4}-\d\d-\d\d\.${format}"$`),
    );
    expect(answer.headers.get("Access-Control-Expose-Headers")).toContain("Content-Disposition");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect((await answer.text()).length).toBeGreaterThan(1000);
  });

  test("has the tasks as they are now", async () => {
    const { items } = await person.api.listTasks({ limit: 200, plan_id: planId });
    const [refused] = items.filter(({ due_at }) => due_at !== null);
    await person.api.changeTask(refused?.id ?? "", { operation_id: crypto.randomUUID(), status: "skipped" });

    const csv = await (await person.api.exportPlan(planId, "csv")).text();
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(rows).toHaveLength(items.length);
    expect(rows.find(({ id }) => id === refused?.id)).toMatchObject({
      status: "skipped",
      title: refused?.title,
    });

    const md = await person.api.exportPlan(planId, "md");
    expect(md.name).toMatch(/^alva-plan-.*\.md$/);
    expect((await md.text()).split("## Not for me")[1]?.match(/^- \[/gm)).toHaveLength(1);

    const pdf = new Uint8Array(await (await person.api.exportPlan(planId, "pdf")).arrayBuffer());
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    expect(text.split("Not for me")[1]?.replaceAll("\n", " ")).toContain(refused?.title);

    const ics = await (await person.api.exportPlan(planId, "ics")).text();
    const uids = new ICAL.Component(ICAL.parse(ics))
      .getAllSubcomponents("vevent")
      .map((event) => String(event.getFirstPropertyValue("uid")));
    const dated = items.filter(({ id, due_at }) => id !== refused?.id && due_at !== null);
    expect(uids).toEqual(dated.map(({ id }) => `${id}.${person.id}@alva`));
  });

  test.each(formats)("as %s of another person is not found", async (format) => {
    const stranger = await newPerson();
    await expectProblem(await get(`/plans/${planId}/export?format=${format}`, stranger.token), "not_found");
  });

  test.each(["", "?format=exe", "?format=md&name=x"])("with the query %j is refused", async (query) => {
    await expectProblem(await get(`/plans/${planId}/export${query}`), "validation_failed");
  });

  test("of a plan that is not ready is a conflict", async () => {
    const other = await newPerson();
    const { id } = await other.api.generatePlan({ clientProfile }, { idempotencyKey: "one" });
    await expect(other.api.exportPlan(id, "md")).rejects.toMatchObject({ code: "state_conflict" });
  });
});

describe("the export of everything", () => {
  test("has the profile with its versions and every plan with its tasks, steps and events", async () => {
    await person.api.putProfile(clientProfile);
    const file = await person.api.exportEverything();
    expect([file.name, file.type]).toEqual(["alva-export.zip", "application/zip"]);
    const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const read = (name: string) => JSON.parse(strFromU8(entries[name] ?? new Uint8Array()));
    const folder = `plans/${planId}`;
    expect(Object.keys(entries).toSorted()).toEqual([
      "model-attempts.json",
      ...["events.json", "ledger.json", "plan.json", "plan.md", "steps.json", "tasks.json"].map(
        (name) => `${folder}/${name}`,
      ),
      "profile-versions/1.json",
      "profile-versions/2.json",
      "profile.json",
      "task-history.json",
    ]);
    const { items: lines } = await person.api.ledger(planId, { limit: 200 });
    expect(read(`${folder}/ledger.json`)).toEqual(lines);
    const history: { task_id: string }[] = read("task-history.json");
    const [{ task_id: touched } = { task_id: "" }] = history;
    const { items: changes } = await person.api.taskHistory(touched);
    expect(history.filter(({ task_id }) => task_id === touched).toReversed()).toEqual(
      changes.map((change) => ({ task_id: touched, ...change })),
    );
    expect(read("profile.json")).toEqual(await person.api.getProfile());
    expect(read(`${folder}/plan.json`)).toEqual(await person.api.getPlan(planId));
    const { items } = await person.api.listTasks({ limit: 200, plan_id: planId, status: TaskStatus.options });
    expect(read(`${folder}/tasks.json`)).toEqual(expect.arrayContaining(items));
    expect(read(`${folder}/tasks.json`)).toHaveLength(items.length);
    expect(read(`${folder}/steps.json`)).toHaveLength(5);
    const { sequence } = await person.api.getPlanStatus(planId);
    expect(read(`${folder}/events.json`)).toHaveLength(sequence + 1);
    expect(strFromU8(entries[`${folder}/plan.md`] ?? new Uint8Array())).toBe(
      await (await person.api.exportPlan(planId, "md")).text(),
    );
  });

  test("has what was read off the measures and what was chosen for mails and calendars, without a feed's address", async () => {
    const other = await newPerson();
    const plan = await readyPlan(other);
    await other.api.logMeasure(plan, {
      operation_id: crypto.randomUUID(),
      measure: "Engagement",
      value: "31",
    });
    const wanted = { plan_ready: false, daily_quick_win: true, weekly_pulse: false, resume_onboarding: true };
    await other.api.putNotifications(wanted);
    const { address } = await other.api.renewCalendarFeed({ private: true });
    await other.api.renewCalendarFeed({ feed: "quick_wins" });
    const entries = unzipSync(new Uint8Array(await (await other.api.exportEverything()).arrayBuffer()));
    const text = (name: string) => strFromU8(entries[name] ?? new Uint8Array());
    expect(JSON.parse(text("measures.json"))).toEqual((await other.api.measuredValues(plan)).items);
    expect(JSON.parse(text("notifications.json"))).toMatchObject(wanted);
    expect(JSON.parse(text("calendar-feeds.json"))).toEqual([
      { feed: "tasks", ...(await other.api.getCalendarFeed()) },
      { feed: "quick_wins", ...(await other.api.getCalendarFeed({ feed: "quick_wins" })) },
    ]);
    const secret = /([\w-]{43})\.ics/.exec(address)?.[1] ?? "missing";
    const hash = await owner`select secret_hash from app.calendar_feeds where user_id = ${other.id}`;
    for (const hidden of [secret, String(hash[0]?.["secret_hash"])]) {
      expect(Object.keys(entries).filter((name) => text(name).includes(hidden))).toEqual([]);
    }
  });

  test("has nothing of another person", async () => {
    const other = await newPerson();
    await other.api.putProfile(clientProfile);
    const entries = unzipSync(new Uint8Array(await (await other.api.exportEverything()).arrayBuffer()));
    expect(Object.keys(entries).toSorted()).toEqual([
      "profile-versions/1.json",
      "profile.json",
      "task-history.json",
    ]);
  });

  test("of someone who has told nothing yet is not found", async () => {
    await expectProblem(await get("/export", (await newPerson()).token), "not_found");
  });
});
