import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { Client } from "pg";
import * as z from "zod";

// pnpm trace <planId>: prints how a plan was made, from its event log. DATABASE_URL names the database; without it the
// development database is asked, which `pnpm dev` keeps running.

const Event = z.object({
  /** Seconds since the plan was asked for. */
  seconds: z.number(),
  sequence: z.int(),
  event: z.object({
    state: z.string(),
    step: z.string().optional(),
    step_state: z.string().optional(),
    attempt: z.int().optional(),
  }),
});
type Event = z.infer<typeof Event>;

/** One line per event: when, its number, what happened to a step, and the plan's state when that is a new one. */
export function describeTimeline(events: readonly Event[]): string[] {
  return events.map(({ seconds, sequence, event }, index) => {
    const { state, step, step_state, attempt } = event;
    const moved = state !== events[index - 1]?.event.state;
    const answered = step === undefined ? [] : [`${step}, attempt ${attempt}: ${step_state}`];
    const what = [...answered, ...(moved ? [`plan is ${state}`] : [])].join("; ");
    return `${seconds.toFixed(1).padStart(8)} s  ${String(sequence).padStart(3)}  ${what}`;
  });
}

const Timeline = z.object({ trace_id: z.string(), events: z.array(Event) });

/** A plan's timeline, headed by the trace id that every log line about its making has. */
async function trace(planId: string): Promise<string[]> {
  const client = new Client({ connectionString: await databaseUrl(), connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select p.trace_id, (select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'event', e.event,
           'seconds', extract(epoch from e.at - p.created_at)) order by e.sequence)
         from app.plan_events e where e.plan_id = p.id) as events
       from app.plans p where p.id = $1`,
      [planId],
    );
    const [found] = z.array(Timeline).parse(rows);
    return found ? [`trace ${found.trace_id}`, ...describeTimeline(found.events)] : [];
  } finally {
    await client.end();
  }
}

async function databaseUrl(): Promise<string> {
  const development = parseEnv(await readFile(".dev.vars", "utf8").catch(() => ""));
  const url = process.env["DATABASE_URL"] ?? development["API_DATABASE_URL"];
  if (url === undefined)
    throw new Error("Set DATABASE_URL, or start the development database with pnpm dev.");
  return url;
}

if (import.meta.main) {
  const planId = z.uuid().safeParse(process.argv[2]);
  const lines = planId.success ? await trace(planId.data) : ["Name a plan by its id: pnpm trace <planId>"];
  console.log(lines.length > 0 ? lines.join("\n") : "There is no such plan in this database.");
  process.exitCode = planId.success && lines.length > 0 ? 0 : 1;
}
