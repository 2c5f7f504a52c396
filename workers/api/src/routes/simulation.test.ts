import { expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

const minutesOf = (
  week_minutes: readonly { channel: string; before: number; after: number }[],
  channel: string,
) => {
  const found = week_minutes.find((one) => one.channel === channel);
  return [found?.before, found?.after];
};

test("fewer hours tell which tasks lose their place, as a re-plan then does it", async () => {
  const person = await newPerson();
  const planId = await readyPlan(person);
  const before = await owner`select * from app.tasks where plan_id = ${planId} order by id`;
  const { displaced, week_minutes, preview } = await person.api.simulate({ hours: 1 });
  expect(displaced.length).toBeGreaterThan(0);
  expect(week_minutes.reduce((sum, { after }) => sum + after, 0)).toBeLessThanOrEqual(60 + 6);
  expect(preview).toMatchObject({ quick_wins: 13, larger_tasks: 6, in_parts: true });
  expect(await owner`select * from app.tasks where plan_id = ${planId} order by id`).toEqual(before);

  const { revision } = await person.api.previewReplan(planId, { hours: 1 });
  const { id } = await person.api.applyReplan(
    planId,
    { hours: 1 },
    { operation_id: crypto.randomUUID(), revision },
  );
  const dated = await owner`select id from app.tasks where plan_id = ${id} and due_date is not null`;
  const still = new Set(dated.map((row) => row.id));
  expect(displaced.filter((task) => still.has(task.id))).toEqual([]);
});

test("the means that a plan has displace nothing and move no minute", async () => {
  const person = await newPerson();
  await readyPlan(person);
  const { displaced, week_minutes, gates } = await person.api.simulate({});
  expect(displaced).toEqual([]);
  for (const { before, after } of week_minutes) expect(after).toBe(before);
  for (const { before, after } of gates) expect(after).toBe(before);
});

test("money for ads that a plan has none of opens their gate and shows the minutes that standard ads take", async () => {
  const person = await newPerson();
  const { constraints } = clientProfile;
  await person.api.putProfile({ ...clientProfile, constraints: { ...constraints, monthly_ad_budget: 100 } });
  await readyPlan(person, {});
  const closed = await person.api.simulate({ monthly_ad_budget: 299 });
  expect(minutesOf(closed.week_minutes, "ppc")).toEqual([0, 0]);
  const open = await person.api.simulate({ monthly_ad_budget: 300 });
  expect(open.gates.find(({ channel }) => channel === "ppc")).toMatchObject({ before: false, after: true });
  expect(open.campaigns).toEqual({ before: 0, after: 2 });
  expect(minutesOf(open.week_minutes, "ppc")[1]).toBeGreaterThan(0);
});

test("without a plan the profile alone answers, and without a profile nobody does", async () => {
  const person = await newPerson();
  await expect(person.api.simulate({ hours: 5 })).rejects.toMatchObject({ code: "profile_incomplete" });
  await person.api.putProfile(clientProfile);
  const { displaced, week_minutes, preview } = await person.api.simulate({ hours: 5, monthly_ad_budget: 0 });
  expect(displaced).toEqual([]);
  expect(minutesOf(week_minutes, "ppc")[1]).toBe(0);
  expect(minutesOf(week_minutes, "email")[1]).toBeGreaterThan(0);
  expect(preview).toEqual({
    quick_wins: 65,
    larger_tasks: 26,
    in_parts: false,
    ads: { on: false, reason: "no ads under $300 a month" },
  });
});

test.each([{ hours: 21 }, { hours: 1.5 }, { monthly_ad_budget: -1 }, { monthly_ad_budget: 100_001 }])(
  "refuses %j",
  async (means) => {
    const person = await newPerson();
    await expect(person.api.simulate(means)).rejects.toMatchObject({ code: "validation_failed" });
  },
);
