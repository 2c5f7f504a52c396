import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { examples } from "@alva/planning/playbook/testing/profiles";
import { Client } from "pg";
import * as z from "zod";
import { consultancy } from "../../e2e/consultancy.ts";
import { type Person, printErrors, type Product, startProduct } from "../../e2e/product.ts";
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
  { plans: 500, rounds: 1 },
];
/** One of the loads alone; by default all that the mode has. */
const onlyPlans = process.env["BENCH_PLANS"];

/** The largest share of the model's own time, and the time of a single plan, that may come on top of it. */
const mostPercent = 5;
const mostMsOfOne = 250;

/**
 * How much later plans are ready than the model alone would have them: ours, with QStash between worker and model, beside
 * the same pipeline on Fastify, BullMQ, Redis and pg. Both ask the same model, store in the same Postgres on the same
 * machine and take turns. Times run from the request to the commit of the plan, by one clock. The model's answers are made
 * once, so that making them weighs on nobody. `BENCH_FULL=1` has 500 plans too and the model think for 5 seconds: then a plan
 * alone has a budget of 250 ms or 5 %, whichever is more, and many at once one of 5 % on average. A shorter thought would
 * measure the machine, whose cores the stand-ins share, so it has no budget. `BENCH_PLANS=50` measures that load alone.
 */
export async function orchestrationFigures(): Promise<Figure[]> {
  const product = await startProduct({
    answer: answersOnce(),
    thinkMs,
    timeScale: 1,
    qstashParallelism: payAsYouGoParallelism,
    log: printErrors,
  });
  const classic = await startClassic(product.stack, modelCallsAtOnce);
  const owner = new Client({ connectionString: product.stack.postgres.url });
  await owner.connect();
  const contenders = { product, classic, owner };
  try {
    // Not counted: code gets compiled, connections get opened, answers get made.
    await measure({ plans: 1, rounds: 1 }, contenders);
    const figures: Figure[] = [];
    for (const load of chosenLoads()) figures.push(...figuresOf(load, await measure(load, contenders)));
    return figures;
  } finally {
    await owner.end();
    await classic.close();
    await product.close();
  }
}

function chosenLoads(): readonly Load[] {
  if (onlyPlans === undefined) return loads.filter(({ plans }) => isFull || plans < 500);
  const chosen = loads.filter(({ plans }) => String(plans) === onlyPlans);
  if (chosen.length > 0) return chosen;
  throw new TypeError(`BENCH_PLANS is one of ${loads.map(({ plans }) => plans).join(", ")}.`);
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

/** Only a model that thinks for long shows what is ours. */
function aimedAt(budget: number): { readonly budget?: number } {
  return isFull ? { budget } : {};
}

function figuresOf({ plans }: Load, rounds: readonly Round[]): Figure[] {
  const name = plans === 1 ? "1 plan" : `${plans} plans at once`;
  const of = (side: "ours" | "theirs", value: "medianMs" | "p95Ms" | "meanPercent") =>
    median(rounds.map((round) => round[side][value]));
  const criticalPathMs = median(rounds.map(({ ours }) => ours.criticalPathMs));
  const mostMs = Math.max(mostMsOfOne, (mostPercent / 100) * criticalPathMs);
  const figures = (side: "ours" | "theirs", who: string): Figure[] => {
    const overhead = { name: `${name}: ${who}, median overhead`, value: of(side, "medianMs"), unit: "ms" };
    const isOurs = side === "ours";
    // Of one plan at a time there is nothing to spread.
    if (plans === 1) return [{ ...overhead, ...(isOurs && aimedAt(mostMs)) }];
    const share = { name: `${name}: ${who}, mean overhead`, value: of(side, "meanPercent"), unit: "%" };
    return [
      overhead,
      { name: `${name}: ${who}, p95`, value: of(side, "p95Ms"), unit: "ms" },
      { ...share, ...(isOurs && aimedAt(mostPercent)) },
    ];
  };
  return [
    { name: `${name}: the model alone`, value: criticalPathMs, unit: "ms" },
    ...figures("ours", "ours"),
    ...figures("theirs", "classic"),
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
  const started = Date.now();
  const plans = await Promise.all(
    people.map(({ api }) =>
      api.generatePlan({ clientProfile: consultancy }, { idempotencyKey: randomUUID() }),
    ),
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
