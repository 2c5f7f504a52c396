import { accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { type ExportContent, exportLinksPerPerson, type PlanExportFormat } from "@alva/contracts/export";
import { TaskStatus } from "@alva/contracts/master-plan";
import { expectCommonHeaders } from "@alva/http/testing/expect-common-headers";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import ICAL from "ical.js";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../config.ts";
import { createPorts } from "../ports.ts";
import { forgetPast } from "../queries/forget-past.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { exported } from "../testing/exported.ts";
import { newPerson, send } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const formats: readonly PlanExportFormat[] = ["md", "pdf", "csv", "ics"];
const all: ExportContent = { what: "everything" };
let person: Person;
let planId: string;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const planAs = (format: PlanExportFormat): ExportContent => ({ what: "plan", plan_id: planId, format });
const anyNetwork = () => `2001:db8:${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}::1`;

/** Opens a link as somebody who has nothing but its address. */
function open(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(new URL(address).pathname, { headers: { "CF-Connecting-IP": anyNetwork(), ...headers } });
}

/** The refusal of a link that leads nowhere, but for the id of the request. */
async function problemAt(address: string) {
  const { request_id, ...problem } = await expectProblem(await open(address), "not_found");
  return problem;
}

/** Someone who has something to export, and a link to it. */
async function personWithLink() {
  const someone = await newPerson();
  await someone.api.putProfile(clientProfile);
  return { person: someone, link: await someone.api.makeExportLink(all) };
}

function post(body: unknown, { token }: Person): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  return send("/exports", { method: "POST", headers, body: JSON.stringify(body) });
}

describe("a plan's export", () => {
  test.each([
    ["md", "text/markdown; charset=utf-8"],
    ["pdf", "application/pdf"],
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["ics", "text/calendar; charset=utf-8"],
  ] as const)(
    "as %s is a file of that type with a safe name, for whoever has its link",
    async (format, type) => {
      const { address } = await person.api.makeExportLink(planAs(format));
      const answer = await open(address, { Origin: bindings.WEB_ORIGIN });
      expect(answer.headers.get("Content-Type")).toBe(type);
      expect(answer.headers.get("Content-Disposition")).toMatch(
        new RegExp(String.raw`^attachment; filename="alva-plan-\d{4}-\d\d-\d\d\.${format}"$`),
      );
      expect(answer.headers.get("Access-Control-Expose-Headers")).toContain("Content-Disposition");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expectCommonHeaders(answer);
      expect((await answer.text()).length).toBeGreaterThan(1000);
    },
  );

  test("has the tasks as they are when its link is opened", async () => {
    const links = {
      csv: await person.api.makeExportLink(planAs("csv")),
      md: await person.api.makeExportLink(planAs("md")),
      pdf: await person.api.makeExportLink(planAs("pdf")),
      ics: await person.api.makeExportLink(planAs("ics")),
    };
    const { items } = await person.api.listTasks({ limit: 200, plan_id: planId });
    const [refused] = items.filter(({ due_at }) => due_at !== null);
    await person.api.changeTask(refused?.id ?? "", { operation_id: crypto.randomUUID(), status: "skipped" });

    const csv = await (await open(links.csv.address)).text();
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(rows).toHaveLength(items.length);
    expect(rows.find(({ id }) => id === refused?.id)).toMatchObject({
      status: "skipped",
      title: refused?.title,
    });

    const md = await person.api.readExport(links.md.address);
    expect(md.name).toMatch(/^alva-plan-.*\.md$/);
    expect((await md.text()).split("## Not for me")[1]?.match(/^- \[/gm)).toHaveLength(1);

    const pdf = new Uint8Array(await (await open(links.pdf.address)).arrayBuffer());
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    expect(text.split("Not for me")[1]?.replaceAll("\n", " ")).toContain(refused?.title);

    const ics = await (await open(links.ics.address)).text();
    const uids = new ICAL.Component(ICAL.parse(ics))
      .getAllSubcomponents("vevent")
      .map((event) => String(event.getFirstPropertyValue("uid")));
    const dated = items.filter(({ id, due_at }) => id !== refused?.id && due_at !== null);
    expect(uids).toEqual(dated.map(({ id }) => `${id}.${person.id}@alva`));
  });

  test.each(formats)("as %s of another person is not found", async (format) => {
    const stranger = await newPerson();
    await expectProblem(await post(planAs(format), stranger), "not_found");
    expect(await stranger.api.listExportLinks()).toEqual({ items: [] });
  });

  test("of a plan that is not ready is a conflict", async () => {
    const { api } = await newPerson();
    const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: "one" });
    const made = api.makeExportLink({ what: "plan", plan_id: id, format: "md" });
    await expect(made).rejects.toMatchObject({ code: "state_conflict" });
    expect(await api.listExportLinks()).toEqual({ items: [] });
  });
});

test.each([
  [{}, "what"],
  [{ what: "plans" }, "what"],
  [{ what: "everything", format: "md" }, "format"],
  [{ what: "plan", plan_id: "00000000-0000-4000-8000-000000000001", format: "exe" }, "format"],
  [{ what: "plan", plan_id: "latest", format: "md" }, "plan_id"],
])("an export of %j is refused, and the answer names %s", async (content, path) => {
  const { errors } = await expectProblem(await post(content, person), "validation_failed");
  expect(errors).toMatchObject([{ path }]);
});

describe("the export of everything", () => {
  test("has the profile with its versions and every plan with its tasks, steps and events", async () => {
    await person.api.putProfile(clientProfile);
    const file = await exported(person.api, all);
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
      await (await exported(person.api, planAs("md"))).text(),
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
    const entries = unzipSync(new Uint8Array(await (await exported(other.api, all)).arrayBuffer()));
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
    const { link } = await personWithLink();
    const entries = unzipSync(new Uint8Array(await (await open(link.address)).arrayBuffer()));
    expect(Object.keys(entries).toSorted()).toEqual([
      "profile-versions/1.json",
      "profile.json",
      "task-history.json",
    ]);
  });

  test("of someone who has told nothing yet is not found", async () => {
    const nobody = await newPerson();
    await expectProblem(await post(all, nobody), "not_found");
    expect(await nobody.api.listExportLinks()).toEqual({ items: [] });
  });
});

describe("a link", () => {
  test("works for 24 hours, and no longer", async () => {
    const { person: someone, link } = await personWithLink();
    expect(Date.parse(link.ends_at) - Date.parse(link.created_at)).toBe(24 * 3_600_000);
    const makeItEnd = (seconds: number) => owner`
      update app.export_links set ends_at = now() + make_interval(secs => ${seconds}::int) where id = ${link.id}`;
    await makeItEnd(60);
    expect((await open(link.address)).status).toBe(200);
    await makeItEnd(0);
    await expectProblem(await open(link.address), "not_found");
    expect(await someone.api.listExportLinks()).toEqual({ items: [] });
  });

  test("is listed for its owner, newest first, with what it leads to and without its address", async () => {
    const { person: someone, link } = await personWithLink();
    const plan_id = await readyPlan(someone);
    const second = await someone.api.makeExportLink({ what: "plan", plan_id, format: "pdf" });
    const { address, ...listed } = link;
    const { address: other, ...newer } = second;
    expect(newer.content).toEqual({ what: "plan", plan_id, format: "pdf" });
    expect(await someone.api.listExportLinks()).toEqual({ items: [newer, listed] });
    expect(address).not.toBe(other);
  });

  test("ended by its owner leads nowhere from then on, and the others do as before", async () => {
    const { person: someone, link } = await personWithLink();
    const kept = await someone.api.makeExportLink(all);
    await someone.api.endExportLink(link.id);
    await expectProblem(await open(link.address), "not_found");
    expect((await open(kept.address)).status).toBe(200);
    await expect(someone.api.endExportLink(link.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is not another person's to see or to end", async () => {
    const { link } = await personWithLink();
    const stranger = await newPerson();
    expect(await stranger.api.listExportLinks()).toEqual({ items: [] });
    await expect(stranger.api.endExportLink(link.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await open(link.address)).status).toBe(200);
  });

  test("is one of ten at most: one more ends the oldest, also when many are made at the same moment", async () => {
    const { person: someone, link: oldest } = await personWithLink();
    const made = await Promise.all(
      Array.from({ length: exportLinksPerPerson }, () => someone.api.makeExportLink(all)),
    );
    await expectProblem(await open(oldest.address), "not_found");
    const { items } = await someone.api.listExportLinks();
    expect(items.map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  test("is a secret of 256 bits of which the database has the hash alone", async () => {
    const { person: someone, link } = await personWithLink();
    expect(link.address).toMatch(new RegExp(String.raw`^${bindings.API_ORIGIN}/exports/files/[\w-]{43}$`));
    const rows = await owner`select l::text as row from app.export_links l where user_id = ${someone.id}`;
    expect(rows).toHaveLength(1);
    expect(String(rows[0]?.row)).not.toContain(link.address.slice(-43));
  });

  test.each(["x", "a".repeat(42), "a".repeat(43), "a".repeat(44), "%00", "..%2F..%2Fprofile"])(
    "with the secret %j is not found, by the answer that an ended one has",
    async (token) => {
      const { person: someone, link } = await personWithLink();
      await someone.api.endExportLink(link.id);
      expect(await problemAt(`${bindings.API_ORIGIN}/exports/files/${token}`)).toEqual(
        await problemAt(link.address),
      );
    },
  );

  test("is in no log, whether it works, has ended or is mistyped", async () => {
    const logged = (["log", "warn", "error"] as const).map((level) => vi.spyOn(console, level));
    const { person: someone, link } = await personWithLink();
    const { pathname } = new URL(link.address);
    for (const path of [pathname, `${pathname}/more`, pathname.slice(0, -4), `${pathname}?a=b`])
      await send(path);
    await someone.api.endExportLink(link.id);
    await send(pathname);
    const lines = JSON.stringify(logged.map(({ mock }) => mock.calls));
    expect(lines).toContain("/exports/files/:token");
    expect(lines).not.toContain(pathname.slice(16, 36));
  });

  test("cannot be guessed at speed: a network has 60 reads a minute", async () => {
    const from = { "CF-Connecting-IP": anyNetwork() };
    const guess = () => send(`/exports/files/${"b".repeat(43)}`, { headers: from });
    for (let sent = 0; sent < 60; sent += 20) await Promise.all(Array.from({ length: 20 }, guess));
    const refused = await guess();
    await expectProblem(refused, "rate_limited");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"export";q=60;w=60');
  });

  test("that has ended is swept, and no other", async () => {
    const { person: someone, link } = await personWithLink();
    const kept = await someone.api.makeExportLink(all);
    await owner`update app.export_links set ends_at = now() where id = ${link.id}`;
    await forgetPast(createPorts(readConfig({ ...bindings })).db);
    expect(await owner`select id from app.export_links where user_id = ${someone.id}`).toEqual([
      { id: kept.id },
    ]);
  });
});

test("once the erasure of the account is asked for, links made before lead nowhere, and its owner may make new ones", async () => {
  const { person: someone, link } = await personWithLink();
  await owner`update app.export_links set created_at = created_at - interval '1 hour' where id = ${link.id}`;
  const decide = (path: string, minutesAgo: number) =>
    deliver(
      path,
      JSON.stringify({ user_id: someone.id, at: new Date(Date.now() - minutesAgo * 60_000).toISOString() }),
    );
  await decide(accountClosing.path, 30);
  await expectProblem(await open(link.address), "not_found");
  expect(await someone.api.listExportLinks()).toEqual({ items: [] });

  const after = await someone.api.makeExportLink(all);
  expect((await open(after.address)).status).toBe(200);
  expect((await someone.api.listExportLinks()).items.map(({ id }) => id)).toEqual([after.id]);

  await decide(accountRestored.path, 20);
  expect((await open(link.address)).status).toBe(200);
});
