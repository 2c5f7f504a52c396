import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

// pnpm test:long: the proofs that take too long for every change, before a release. Smaller amounts for trying it out:
// PLAN_SCHEDULES=60 OUTAGE_PLANS=20 PROPERTY_SEEDS=1 pnpm test:long

const { PLAN_SCHEDULES = "2000", OUTAGE_PLANS = "1000", PROPERTY_SEEDS = "10" } = process.env;
const root = join(import.meta.dirname, "..");

interface Proof {
  readonly files: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const proofs: readonly Proof[] = [
  { files: ["plan-run.properties"], variables: { PLAN_SCHEDULES } },
  { files: ["e2e/outage.test.ts"], variables: { OUTAGE_PLANS } },
  // Most properties say themselves how often they are tried, so all of them are tried with other cases instead.
  ...Array.from({ length: Number(PROPERTY_SEEDS) }, (_, index) => ({
    files: propertyTests(),
    variables: { FC_SEED: String(index + 1) },
  })),
];

const failed = proofs.filter((proof) => !holds(proof));
for (const proof of failed) console.error(`Failed: ${describe(proof)}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function holds(proof: Proof): boolean {
  console.log(`\n== ${describe(proof)}`);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const { status } = spawnSync(process.execPath, [vitest, "run", ...proof.files], {
    cwd: root,
    env: { ...process.env, ...proof.variables },
    stdio: "inherit",
  });
  return status === 0;
}

function describe({ files, variables }: Proof): string {
  const amounts = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return `${amounts.join(" ")} ${files.length === 1 ? files.join() : `${files.length} files of properties`}`;
}

function propertyTests(): string[] {
  const tests = globSync("packages/*/src/**/*.test.ts", { cwd: root });
  return tests.filter((file) => readFileSync(join(root, file), "utf8").includes("fast-check"));
}
