import type { AnswerInPlan } from "@alva/contracts/reasons";
import { beforeAll, expect, test } from "vitest";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

test("a plan's reasons are its owner's answers, each with the card and what rests on it, page by page", async () => {
  const { items } = await person.api.reasons(planId);
  const { custom_plan, master_plan } = await person.api.getPlan(planId);
  const paths = [...(custom_plan?.channels ?? []), ...(master_plan?.tasks ?? [])].flatMap(({ because }) =>
    because.map(({ path }) => path),
  );
  expect(items.map(({ path }) => path).toSorted()).toEqual([...new Set(paths)].toSorted());
  expect(items.every(({ answer, card }) => answer !== null && card !== null)).toBe(true);

  const paged: AnswerInPlan[] = [];
  let cursor: string | undefined;
  do {
    const page = await person.api.reasons(planId, { limit: 1, cursor });
    paged.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(items);
});

test("the answer in question tells what would change with it, as the plan knew it", async () => {
  const path = "constraints.monthly_ad_budget";
  await person.api.putProfile({
    ...clientProfile,
    constraints: { ...clientProfile.constraints, monthly_ad_budget: 900 },
  });
  const { items } = await person.api.reasons(planId, { path });
  expect(items).toMatchObject([
    {
      path,
      answer: "400",
      card: { id: "budget", number: 23 },
      channels: [{ channel: "ppc", platform: null }],
    },
  ]);
  expect((await person.api.reasons(planId, { path: "constraints.crm_name" })).items).toEqual([]);
});

test("there are none while the plan is being made, and another person's are not found", async () => {
  const { api } = await newPerson();
  const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
  expect(await api.reasons(id)).toEqual({ items: [], next_cursor: null });
  await expect(api.reasons(planId)).rejects.toMatchObject({ code: "not_found" });
});
