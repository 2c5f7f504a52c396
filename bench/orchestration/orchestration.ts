import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import consultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { examples } from "@alva/planning/playbook/testing/profiles";
import { Client } from "pg";
import * as z from "zod";
import { exampleProfile } from "../../e2e/example-profile.ts";
import { type Person, type Product, startProduct } from "../../e2e/product.ts";
import { median } from "../auth/statistics.ts";
import type { Figure } from "../table.ts";
import { type Classic, startClassic } from "./classic/start.ts";
import { type Overhead, overheadOf } from "./overhead.ts";

interface Load {
  /** Asked for at once. */
  readonly plans: number;
  readonly rounds: number;
}

/** What our flow control allows, and the classic design's worker too. */
const modelCallsAtOnce = 20;
/** All deliveries share it, callbacks too. The Free plan's 10 is less than our flow control and would be what is measured. */
const payAsYouGoParallelism = 100;
const isFull = process.env["BENCH_FULL"] === "1";
/** Overhead adds to the model's time, so a shorter one shows it as well while the machine keeps up. */
const thinkMs = isFull ? 5000 : 1000;
const limits = { thinkMs, modelCallsAtOnce };
const loads: readonly Load[] = [
  { plans: 1, rounds: isFull ? 6 : 3 },
  { plans: 50, rounds: 1 },
  ...(isFull ? [{ plans: 500, rounds: 1 }] : []),
];

/**
 * How much later plans are ready than the model alone would have them: ours, with QStash between worker and model, beside
 * the same pipeline on Fastify, BullMQ, Redis and pg. Both ask the same model, store in the same Postgres on the same
 * machine and take turns. Times run from the request to the commit of the plan, by one clock. The model's answers are made
 * once, so that making them weighs on nobody. Aimed at is 250 ms for a plan alone, 5 % for many; on two cores the stand-ins
 * take their share of it, and a busy machine multiplies it, so no figure has a budget. `BENCH_FULL=1` has 500 plans too and the model think for 5 seconds.
 */
export async function orchestrationFigures(): Promise<Figure[]> {
  const product = await startProduct({
    answer: answersOnce(),
    thinkMs,
    timeScale: 1,
    qstashParallelism: payAsYouGoParallelism,
    quiet: true,
  });
  const classic = await startClassic(product.stack, modelCallsAtOnce);
  const owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
  const contenders = { product, classic, owner };
  try {
    // Not counted: code gets compiled, connections get opened, answers get made.
    await measure({ plans: 1, rounds: 1 }, contenders);
    const figures: Figure[] = [];
    for (const load of loads) figures.push(...figuresOf(load, await measure(load, contenders)));
    return figures;
  } finally {
    await owner.end();
    await classic.close();
    await product.close();
  }
}

interface Contenders {
  readonly product: Product;
  readonly classic: Classic;
  /** The database as its owner. */
  readonly owner: Client;
}

interface Round {
  readonly ours: Overhead;
  readonly theirs: Overhead;
}

/** Whoever began a round ends the next one. */
async function measure({ plans, rounds }: Load, { product, classic, owner }: Contenders): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Each plan is for somebody else, since a person may have two in the making.
    const people = await Promise.all(Array.from({ length: plans }, () => product.meet()));
    const ours = async () => overheadOf(await timeOurs(people, owner), limits);
    const theirs = async () => overheadOf(await timeTheirs(classic, plans, owner), limits);
    if (round % 2 === 0) measured.push({ ours: await ours(), theirs: await theirs() });
    else measured.push({ theirs: await theirs(), ours: await ours() });
  }
  return measured;
}

function figuresOf({ plans }: Load, rounds: readonly Round[]): Figure[] {
  const name = plans === 1 ? "1 plan" : `${plans} plans at once`;
  const of = (side: "ours" | "theirs", value: "medianMs" | "p95Ms") =>
    median(rounds.map((round) => round[side][value]));
  const criticalPathMs = median(rounds.map(({ ours }) => ours.criticalPathMs));
  const spread = (side: "ours" | "theirs", who: string): Figure[] => [
    { name: `${name}: ${who}, median overhead`, value: of(side, "medianMs"), unit: "ms" },
    // Of one plan at a time there is nothing to spread.
    ...(plans === 1 ? [] : [{ name: `${name}: ${who}, p95`, value: of(side, "p95Ms"), unit: "ms" }]),
  ];
  return [
    { name: `${name}: the model alone`, value: criticalPathMs, unit: "ms" },
    ...spread("ours", "ours"),
    ...spread("theirs", "classic"),
    {
      name: `${name}: ours against classic`,
      value: of("ours", "medianMs") / of("theirs", "medianMs"),
      unit: "times",
    },
  ];
}

/** Answers a kind of request as the first of its kind was answered: all plans of the bench are for one business. */
function answersOnce(): (request: unknown) => string | undefined {
  const Kind = z.object({ response_format: z.object({ json_schema: z.object({ name: z.string() }) }) });
  const answers = new Map<string, string | undefined>();
  return (request) => {
    const { name } = Kind.parse(request).response_format.json_schema;
    if (!answers.has(name)) answers.set(name, answerOffline(request));
    return answers.get(name);
  };
}

async function timeOurs(people: readonly Person[], owner: Client): Promise<number[]> {
  const clientProfile = exampleProfile(consultancy);
  const started = Date.now();
  const plans = await Promise.all(
    people.map(({ api }) => api.generatePlan({ clientProfile }, { idempotencyKey: randomUUID() })),
  );
  return finished({ owner, table: "app.plans", ids: plans.map(({ id }) => id), started });
}

async function timeTheirs({ origin }: Classic, count: number, owner: Client): Promise<number[]> {
  const Accepted = z.object({ id: z.uuid() });
  const body = JSON.stringify(examples.consultancy);
  const started = Date.now();
  const plans = await Promise.all(
    Array.from({ length: count }, async () => {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(`${origin}/plans`, { method: "POST", headers, body });
      return Accepted.parse(await answer.json());
    }),
  );
  return finished({ owner, table: "classic.plans", ids: plans.map(({ id }) => id), started });
}

interface Awaited {
  readonly owner: Client;
  readonly table: "app.plans" | "classic.plans";
  readonly ids: readonly string[];
  /** Unix time in milliseconds. */
  readonly started: number;
}

const FinishedRow = z.object({ master_plan: z.literal(true), at: z.coerce.number() });

/** Milliseconds from the start until the database had each of these plans ready. Asks it seldom, to disturb nobody. */
async function finished({ owner, table, ids, started }: Awaited): Promise<number[]> {
  for (;;) {
    const { rows } = await owner.query(
      `select master_plan is not null as master_plan, extract(epoch from finished_at) * 1000 as at
       from ${table} where id = any ($1) and finished_at is not null`,
      [ids],
    );
    if (rows.length === ids.length)
      return z
        .array(FinishedRow)
        .parse(rows)
        .map(({ at }) => at - started);
    await wait(250);
  }
}
