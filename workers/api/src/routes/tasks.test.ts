import { beforeAll, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
});

describe("listing tasks", () => {
  test("pages through all of them in order, each once", async () => {
    const all = (await person.api.listTasks({ limit: 200 })).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.api.listTasks({ limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  test("keeps to its filters", async () => {
    const social = (await person.api.listTasks({ channel: "social", quick_win: true, limit: 200 })).items;
    expect(social.length).toBeGreaterThan(0);
    expect(social.every(({ channel, quick_win }) => channel === "social" && quick_win)).toBe(true);
  });

  test("shows the plan that became ready last, and an older one on demand", async () => {
    const twice = await newPerson();
    const first = await readyPlan(twice);
    await owner`update app.plans set finished_at = finished_at - interval '2 days' where id = ${first}`;
    const second = await readyPlan(twice);
    expect(second).not.toBe(first);
    expect((await twice.api.listTasks({ limit: 1 })).items[0]?.plan_id).toBe(second);
    expect((await twice.api.listTasks({ limit: 1, plan_id: first })).items[0]?.plan_id).toBe(first);
    expect((await twice.api.listPlans()).items.map(({ id, archived }) => [id, archived])).toEqual([
      [second, false],
      [first, true],
    ]);
  });

  test.each(["nonsense", "\0", btoa("[-1]"), btoa("[99999999999]"), btoa("{}")])(
    "refuses %j as a cursor",
    async (cursor) => {
      await expect(person.api.listTasks({ cursor })).rejects.toMatchObject({
        code: "validation_failed",
      });
    },
  );
});
