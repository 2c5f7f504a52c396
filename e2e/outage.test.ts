import { randomUUID } from "node:crypto";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consultancy as clientProfile } from "./consultancy.ts";
import { type Person, type Product, startProduct } from "./product.ts";

/** How many plans are started; `OUTAGE_PLANS=1000` for more. */
const plans = Number(process.env["OUTAGE_PLANS"] ?? 40);

let modelCalls = 0;
let product: Product;
let owner: Client;
beforeAll(async () => {
  product = await startProduct({
    answer(request) {
      modelCalls += 1;
      return answerOffline(request);
    },
  });
  owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await product.close();
});

test(
  `of ${plans} plans started across an outage of QStash none is lost and none is made twice`,
  async () => {
    const { qstash } = product.stack;
    const people = await inTens(Array.from({ length: plans / 2 }), () => product.signIn());
    const asked = people.flatMap((person) => [person, person]);
    const third = Math.ceil(asked.length / 3);

    const before = await inTens(asked.slice(0, third), begin);
    // Of what is published meanwhile the first half is refused; the rest is taken, and nobody learns of it.
    qstash.faults.add({ kind: "status", status: 503, path: "/v2/batch", times: third });
    qstash.faults.add({ kind: "drop_answer", path: "/v2/batch", times: 10 * plans });
    const during = await inTens(asked.slice(third, 2 * third), begin);
    qstash.faults.clear();
    const after = await inTens(asked.slice(2 * third), begin);
    const ids = [...before, ...during, ...after];

    await expect
      .poll(sweepLater, { timeout: 60_000 + plans * 300, interval: 500 })
      .toEqual({ unfinished: 0 });

    expect(new Set(ids).size).toBe(plans);
    const { rows } = await owner.query("select state, count(*)::int as plans from app.plans group by 1");
    expect(rows).toEqual([{ state: "ready", plans }]);
    const doubled = await owner.query(
      `select plan_id from app.plan_events group by plan_id having count(*) <> max(sequence) + 1
       union all select plan_id from app.plan_events where event ->> 'state' = 'ready' group by 1 having count(*) <> 1
       union all select id from app.plans p where not exists (select from app.tasks t where t.plan_id = p.id)`,
    );
    expect(doubled.rows).toEqual([]);
    const steps = await owner.query("select max(attempt)::int as attempts from app.plan_steps");
    expect(steps.rows).toEqual([{ attempts: 1 }]);
    expect(modelCalls, "one strategy and four modules each").toBe(5 * plans);
  },
  120_000 + plans * 500,
);

let asks = 0;
/** Each plan is for a business of its own name, so that none is found instead of started. */
async function begin({ api }: Person): Promise<string> {
  asks += 1;
  const user_profile = { ...clientProfile.user_profile, business_name: `Studio ${asks}` };
  const { id } = await api.generatePlan(
    { clientProfile: { ...clientProfile, user_profile } },
    { idempotencyKey: randomUUID() },
  );
  return id;
}

async function inTens<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += 10) {
    results.push(...(await Promise.all(items.slice(start, start + 10).map(work))));
  }
  return results;
}

/** Lets the 20 seconds pass after which the sweep looks at what is due, once nothing is under way; then sweeps. */
async function sweepLater(): Promise<{ unfinished: number }> {
  await product.stack.qstash.idle();
  await owner.query(
    "update app.plan_steps set due_at = now() - interval '30 seconds' where state in ('waiting', 'working')",
  );
  // However slow the machine: no plan comes to the five minutes after which standard tasks take the model's place.
  await owner.query(
    "update app.plan_events set at = now() where plan_id in (select id from app.plans where finished_at is null)",
  );
  await product.sweep();
  await product.stack.qstash.idle();
  const { rows } = await owner.query(
    "select count(*)::int as unfinished from app.plans where finished_at is null",
  );
  return { unfinished: Number(rows[0]?.unfinished) };
}
