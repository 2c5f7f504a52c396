import { randomUUID } from "node:crypto";
import { CustomPlan } from "@alva/contracts/custom-plan";
import { ClientProfile } from "@alva/contracts/profile";
import { ResolutionLogEntry } from "@alva/contracts/master-plan";
import { govern } from "@alva/planning/governance";
import { ModuleOutput } from "@alva/planning/modules/module-output";
import { readModuleAnswer } from "@alva/planning/modules/read-answer";
import { moduleRequest, strategyRequest } from "@alva/planning/prompts/requests";
import { closureBlocks } from "@alva/planning/strategy/closures";
import { prepare } from "@alva/planning/strategy/facts";
import { enabledModules, moduleKeys } from "@alva/planning/strategy/module-keys";
import { readStrategyAnswer } from "@alva/planning/strategy/read-answer";
import { FlowProducer, Queue, Worker } from "bullmq";
import fastify from "fastify";
import { Pool } from "pg";
import * as z from "zod";

/**
 * The same pipeline as it is usually built, in one process of its own: a request puts a job on a queue, workers wait
 * while the model thinks, four children per plan run side by side, and their parent merges. What the steps ask, accept and
 * make of it is our own code; what differs is who waits and who carries on.
 */
const settings = z
  .object({
    databaseUrl: z.string(),
    redisPath: z.string(),
    modelUrl: z.string(),
    modelKey: z.string(),
    modelCallsAtOnce: z.int(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

const pool = new Pool({ connectionString: settings.databaseUrl, max: 20 });
const connection = { path: settings.redisPath, maxRetriesPerRequest: null };
const models = new Queue("model", { connection });
const flows = new FlowProducer({ connection });

const Job = z.object({ plan: z.uuid(), step: z.enum(["strategy", ...moduleKeys]) });
const PlanRow = z.object({
  profile: ClientProfile,
  custom_plan: CustomPlan.nullable(),
  created_at: z.date().transform((date) => date.toISOString()),
});
const StoredModule = z.object({ output: ModuleOutput, pre_log: z.array(ResolutionLogEntry) });

const modelWorker = new Worker(
  "model",
  async ({ data }) => {
    const { plan, step } = Job.parse(data);
    await (step === "strategy" ? makeStrategy(plan) : makeModule(plan, step));
  },
  { connection, concurrency: settings.modelCallsAtOnce },
);
const mergeWorker = new Worker("merge", ({ data }) => merge(Job.shape.plan.parse(data.plan)), {
  connection,
  concurrency: 20,
});

async function readPlan(id: string) {
  const { rows } = await pool.query(
    "select profile, custom_plan, created_at from classic.plans where id = $1",
    [id],
  );
  const { profile, custom_plan, created_at } = PlanRow.parse(rows[0]);
  return { profile, customPlan: custom_plan, facts: prepare(profile, created_at), createdAt: created_at };
}

async function makeStrategy(id: string): Promise<void> {
  const setting = await readPlan(id);
  const answer = await askModel(strategyRequest(setting));
  const reading = readStrategyAnswer(answer, setting);
  if (!reading.ok) throw new Error(reading.messages.join("\n"));
  await pool.query(
    `with step as (insert into classic.steps values ($1, 'strategy', $2, $3))
     update classic.plans set custom_plan = $2 where id = $1`,
    [id, reading.plan, answer],
  );
  await flows.add({
    name: "merge",
    queueName: "merge",
    data: { plan: id },
    children: enabledModules(reading.plan).map((step) => ({
      name: step,
      queueName: "model",
      data: { plan: id, step },
    })),
  });
}

async function makeModule(id: string, step: (typeof moduleKeys)[number]): Promise<void> {
  const { customPlan, ...setting } = await readPlan(id);
  if (!customPlan) throw new Error("a module came before its strategy");
  const context = { ...setting, plan: customPlan };
  const answer = await askModel(moduleRequest(step, context));
  const reading = readModuleAnswer(step, answer, context);
  if (!reading.ok) throw new Error(reading.messages.join("\n"));
  const { output, pre_log } = reading;
  await pool.query("insert into classic.steps values ($1, $2, $3, $4)", [
    id,
    step,
    JSON.stringify({ output, pre_log }),
    answer,
  ]);
}

async function merge(id: string): Promise<void> {
  const { profile, customPlan, facts, createdAt } = await readPlan(id);
  const stored = await pool.query(
    "select output from classic.steps where plan_id = $1 and step <> 'strategy'",
    [id],
  );
  const modules = stored.rows.map((row) => StoredModule.parse(row.output));
  const { tasks, ...masterPlan } = govern({
    client_id: profile.client_id,
    timezone: facts.timezone,
    generated_at: createdAt,
    weekly_capacity_hours: facts.weekly_capacity_hours,
    effective_ad_budget: facts.effective_ad_budget,
    channel_enables: customPlan?.channel_enables ?? {},
    platform_enables: customPlan?.platform_enables ?? {},
    modules: modules.map(({ output }) => output),
    fixed: closureBlocks(facts),
    pre_log: modules.flatMap(({ pre_log }) => pre_log),
  });
  await pool.query(
    `with plan as (
       update classic.plans set master_plan = $2, finished_at = now() where id = $1 and finished_at is null returning id)
     insert into classic.tasks (plan_id, id, position, status, channel, due_date, task)
     select plan.id, t ->> 'id', position, t ->> 'status', t ->> 'channel', (t ->> 'due_date')::date, t
     from plan, jsonb_array_elements($3::jsonb) with ordinality as task (t, position)`,
    [id, masterPlan, JSON.stringify(tasks)],
  );
}

const Completion = z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]) });

async function askModel(request: object): Promise<string> {
  const answer = await fetch(settings.modelUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${settings.modelKey}` },
    body: JSON.stringify({ ...request, model: "bench" }),
  });
  return Completion.parse(await answer.json()).choices[0].message.content;
}

const server = fastify();
server.post("/plans", async (request, reply) => {
  const profile = ClientProfile.parse(request.body);
  const id = randomUUID();
  await pool.query("insert into classic.plans (id, profile) values ($1, $2)", [id, profile]);
  await models.add("strategy", { plan: id, step: "strategy" });
  return reply.code(202).send({ id });
});
const address = await server.listen({ host: "127.0.0.1", port: 0 });
await Promise.all([modelWorker.waitUntilReady(), mergeWorker.waitUntilReady()]);
process.send?.(address);

// Whoever started this process ends it by letting go of it.
process.once("disconnect", () => process.exit());
