import { beforeAll, beforeEach, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
/** The owner's local date, in the plan's own zone. */
let today: string;
beforeAll(() => {
  const timeZone = clientProfile.user_profile.timezone;
  today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(Date.now());
});
beforeEach(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

const measure = "Engagement";
const operation = () => ({ operation_id: crypto.randomUUID() });
const log = (value: string | null, rest: object = {}) =>
  person.api.logMeasure(planId, { ...operation(), measure, value, ...rest });
const listed = async () =>
  (await person.api.measuredValues(planId)).items.map(({ measured_on, value }) => [measured_on, value]);

/** A day some days before today. */
const daysAgo = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

test("a value is of the day in the plan's time zone, and another of that day takes its place", async () => {
  expect(await log(" 12  replies ")).toMatchObject({
    measure,
    measured_on: today,
    value: "12 replies",
    replaced: null,
  });
  expect(await log("14")).toMatchObject({ value: "14", replaced: "12 replies" });
  expect(await log("9", { measured_on: daysAgo(7) })).toMatchObject({ measured_on: daysAgo(7) });
  expect(await listed()).toEqual([
    [today, "14"],
    [daysAgo(7), "9"],
  ]);
});

test("the day is that on which the person did it, by their plan's clock", async () => {
  await owner`update app.plans set master_plan = jsonb_set(master_plan, '{plan,timezone}', '"Pacific/Kiritimati"')
    where id = ${planId}`;
  const at = `${daysAgo(3)}T11:00:00Z`;
  expect(await log("1", { at })).toMatchObject({ measured_on: daysAgo(2) });
});

test("what is taken back is gone, and what stood there before can be put back", async () => {
  await log("12");
  const { replaced } = await log(null);
  expect(replaced).toBe("12");
  expect(await listed()).toEqual([]);
  await log(replaced);
  expect(await listed()).toEqual([[today, "12"]]);
});

test("an operation that is sent again is answered as before and changes nothing", async () => {
  const asked = { ...operation(), measure, value: "12" };
  const answers = await Promise.all(Array.from({ length: 5 }, () => person.api.logMeasure(planId, asked)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await log("14");
  expect(await person.api.logMeasure(planId, asked)).toEqual(answers[0]);
  expect(await listed()).toEqual([[today, "14"]]);
  await expect(person.api.logMeasure(planId, { ...asked, value: "15" })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
});

test("of two devices the later word counts, though the earlier one arrives last, also when it took the value back", async () => {
  const measured_on = daysAgo(1);
  await log("new", { measured_on, at: minutesAgo(5) });
  expect(await log("old", { measured_on, at: minutesAgo(10) })).toMatchObject({ value: "new" });
  await log(null, { measured_on, at: minutesAgo(4) });
  expect(await log("old", { measured_on, at: minutesAgo(9) })).toMatchObject({ value: null });
  expect(await listed()).toEqual([]);
});

test("values go along into the plan that takes the place of the one they were written under", async () => {
  await log("12");
  const { revision } = await person.api.previewReplan(planId, { hours: 2 });
  const { id } = await person.api.applyReplan(planId, { hours: 2 }, { ...operation(), revision });
  expect((await person.api.measuredValues(id)).items).toMatchObject([{ measure, value: "12" }]);
  // A device that was offline meanwhile still names the plan it knew.
  await log("14");
  expect((await person.api.measuredValues(id)).items).toMatchObject([{ measure, value: "14" }]);
});

test("pages go through every value once, newest day first", async () => {
  const days = [0, 1, 2, 3];
  for (const day of days) {
    await log(String(day), { measured_on: daysAgo(day) });
    await log(String(day), { measured_on: daysAgo(day), measure: "Opens" });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await person.api.measuredValues(planId, { limit: 3, cursor });
    seen.push(...page.items.map((item) => `${item.value} ${item.measure}`));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(days.flatMap((day) => [`${day} Engagement`, `${day} Opens`]));
});

test("a measure that the plan does not have, and a plan that is another person's, are not found", async () => {
  await expect(log("1", { measure: "Followers" })).rejects.toMatchObject({ code: "not_found" });
  const stranger = await newPerson();
  const theirs = await readyPlan(stranger);
  await expect(person.api.logMeasure(theirs, { ...operation(), measure, value: "1" })).rejects.toMatchObject({
    code: "not_found",
  });
  await log("12");
  expect((await stranger.api.measuredValues(theirs)).items).toEqual([]);
  await expect(stranger.api.measuredValues(planId)).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  ["value", { value: " " }],
  ["value", { value: "x".repeat(41) }],
  ["measured_on", { measured_on: "2026-02-30" }],
  ["measured_on", { measured_on: "2999-01-01" }],
])("a wrong %s is refused by name, and nothing is written down", async (path, wrong) => {
  await expect(log("1", wrong)).rejects.toMatchObject({ code: "validation_failed", errors: [{ path }] });
  expect(await listed()).toEqual([]);
});
