import { execFile, spawnSync } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import * as z from "zod";
import { bundleWorker } from "./bundle.ts";
import { brokenLimits, weigh } from "./deploy/pages-limits.ts";
import {
  environmentRefusals,
  readSettings,
  secretRefusals,
  variableRefusals,
  type WorkerSettings,
} from "./deploy/settings.ts";
import { releases, type Step, webBuild } from "./deploy/steps.ts";

const help = `pnpm run deploy [--dry-run]

Checks that nothing is missing, builds all three parts, then migrates the database and deploys auth, api and web.

  --dry-run   builds and weighs what would be deployed and says what is missing; changes nothing, needs no account
`;

const say = (sentence: string) => console.log(sentence);

const { values } = parseArgs({ options: { "dry-run": { type: "boolean" }, help: { type: "boolean" } } });
if (values.help) say(help);
else process.exitCode = (await deploy({ dryRun: values["dry-run"] ?? false })) ? 0 : 1;

/** False when something kept it from being deployed, which has been said. */
async function deploy({ dryRun }: { readonly dryRun: boolean }): Promise<boolean> {
  const [auth, api] = [readSettings("auth"), readSettings("api")];
  const refusals = [...variableRefusals(auth, api), ...environmentRefusals(process.env)];
  if (!dryRun) refusals.push(...(await missingSecrets(auth)), ...(await missingSecrets(api)));
  if (refusals.length > 0) {
    say(`${dryRun ? "A deployment would be refused" : "Nothing was deployed"}:`);
    for (const refusal of refusals) say(`  ${refusal}`);
    if (!dryRun) return false;
  }
  if (!(await buildAll(auth))) return false;
  if (dryRun) return true;
  for (const step of releases(auth)) {
    if (run(step)) continue;
    say(
      `Stopped: could not ${step.does}. What came before it is in place; run this again when it is mended.`,
    );
    return false;
  }
  say(
    `Deployed. See that ${String(auth.variables.WEB_ORIGIN)} signs you in (docs/deployment.md, "Smoke test").`,
  );
  return true;
}

/** Builds everything before anything is changed. */
async function buildAll(settings: WorkerSettings): Promise<boolean> {
  for (const worker of ["auth", "api"] as const) {
    say(`${worker}: ${Math.round((await bundleWorker(worker)) / 1000)} kB, gzipped.`);
  }
  if (!run(webBuild(settings))) return false;
  const weights = await weigh("web/.vercel/output/static");
  const { files, heaviest, scriptBytes } = weights;
  say(
    `web: ${files} files, the largest ${heaviest.path} with ${Math.round(heaviest.bytes / 1000)} kB; script ${Math.round(scriptBytes / 1000)} kB, gzipped.`,
  );
  const broken = brokenLimits(weights);
  for (const sentence of broken) say(`web cannot be deployed: ${sentence}`);
  return broken.length === 0;
}

function run({ does, command: [program, ...args], folder, env }: Step): boolean {
  say(`\n== ${does}`);
  const { status } = spawnSync(program, args, {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, ...env, WRANGLER_SEND_METRICS: "false" },
  });
  return status === 0;
}

const SecretList = z.array(z.object({ name: z.string() }));

async function missingSecrets(settings: WorkerSettings): Promise<string[]> {
  return secretRefusals(settings, await presentSecrets(settings.file));
}

/** Names of the secrets that a worker has; none while Cloudflare does not know the worker (its code 10007). */
async function presentSecrets(file: string): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)(
      "wrangler",
      ["secret", "list", "-c", file, "--format=json"],
      {
        env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
      },
    );
    return SecretList.parse(JSON.parse(stdout)).map(({ name }) => name);
  } catch (error) {
    if (/\b10007\b/.test(String(error))) return [];
    throw error;
  }
}
