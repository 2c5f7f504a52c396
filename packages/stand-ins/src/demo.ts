import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { createApiClient } from "@alva/api-client/api-client";
import type { Plan } from "@alva/contracts/plan";
import { ProblemError } from "@alva/contracts/problem-error";
import { makePlan } from "./demo/make-plan.ts";
import { readProfile } from "./demo/profile-file.ts";
import { renderPlan } from "./demo/render.ts";
import { ensureRunning } from "./demo/running.ts";
import { createWebClient, signIn } from "./demo/sign-in.ts";
import { plain } from "./demo/text.ts";
import { endWith } from "./dev/end-with.ts";
import type { Addresses } from "./dev/lock.ts";

interface PlanAsOptions {
  readonly addresses: Addresses;
  readonly profile: unknown;
  readonly say: (line: string) => void;
}

const help = `pnpm demo [--profile <file>] [--email <address>] [--json]

Signs in through the local mailbox, sends a profile, shows each stage live and prints the 90-day plan.
Starts what is not running yet and ends what it started.

  --profile     a JSON file, or the name of an example (default: handmade-solo)
  --email       sign in as this address (default: a new one each time)
  --json        print the master plan as JSON and nothing else; progress goes to standard error
  --help        this text
`;

const options = {
  profile: { type: "string", default: "handmade-solo" },
  email: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(help);
  else await run(values);
} catch (error) {
  for (const line of describeFailure(error)) console.error(line);
  process.exitCode = 1;
}

async function run({ profile: name, email, json }: { profile: string; email?: string; json: boolean }) {
  const say = json ? (line: string) => console.error(line) : (line: string) => console.log(line);
  // pnpm runs scripts in the project's root and leaves here where the person was.
  const profile = await readProfile(name, process.env.INIT_CWD ?? process.cwd());
  const product = await ensureRunning({
    thinkMs: Number(process.env.THINK_MS ?? 1500),
    web: "none",
    env: process.env,
    say,
  });
  endWith(() => product.close(), 130);
  try {
    const addresses = await product.addresses;
    const address = email ?? `demo-${randomUUID().slice(0, 8)}@example.com`;
    const { plan, decisions } = await planAs(address, { addresses, profile, say });
    if (!plan.master_plan) throw new Error(`The plan ${plan.id} is ${plan.state} but empty.`);
    say("");
    console.log(
      json
        ? JSON.stringify(plan.master_plan, null, 2)
        : renderPlan(plan.master_plan, { strategy: plan.custom_plan, decisions }),
    );
  } finally {
    await product.close();
  }
}

/** Makes a plan, and reads what was decided for it. */
async function planAs(
  email: string,
  { addresses, profile, say }: PlanAsOptions,
): Promise<{ plan: Plan; decisions: string[] }> {
  const client = createWebClient(addresses);
  try {
    say(`Signing in as ${email} with the link from the local mailbox.`);
    await signIn({ client, mailbox: addresses.mailbox, email });
    say("Signed in. Sending the profile.");
    const reached = { apiOrigin: addresses.api, fetch: client.fetch };
    const plan = await makePlan({ ...reached, profile, say });
    const { items } = await createApiClient(reached).ledger(plan.id, { limit: 200 });
    return { plan, decisions: items.map(({ text }) => text) };
  } finally {
    client.close();
  }
}

/** One sentence, and for a refused profile a line for each field. */
function describeFailure(error: unknown): string[] {
  if (error instanceof ProblemError) {
    const wait = error.retryAfterSeconds === undefined ? "" : ` Try again in ${error.retryAfterSeconds} s.`;
    const fields = error.errors.map(
      ({ path, message }) => `  ${plain(path.replace(/^clientProfile\./, ""))}: ${plain(message)}`,
    );
    return [`${plain(error.message)}${wait}`, ...fields];
  }
  return [error instanceof Error ? error.message : String(error)];
}
