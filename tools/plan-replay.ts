import { readFile } from "node:fs/promises";
import { PlanBundle } from "@alva/contracts/bundle";
import type { MasterPlan } from "@alva/contracts/master-plan";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { govern } from "@alva/planning/governance";

// pnpm plan:replay bundle.json: merges a plan's bundle again and says whether the same plan comes out.

/** What in a bundle does not fit together, one line each; none when merging it gives the very plan it came from. */
export function replay({ steps, attempts = [], merge_input, merge_hash, master_plan }: PlanBundle): string[] {
  const changedAnswers = [
    ...steps.flatMap(({ step, answer }) =>
      answer && sha256Hex(answer.text) !== answer.sha256 ? [`the model's answer to ${step} was changed`] : [],
    ),
    ...attempts.flatMap(({ step, attempt, output, output_hash }) =>
      output !== null && sha256Hex(output) !== output_hash
        ? [`the model's words of attempt ${attempt} at ${step} were changed`]
        : [],
    ),
  ];
  const merged = govern(merge_input);
  if (sha256Hex(canonicalJson(merged)) === merge_hash) return changedAnswers;
  return [...changedAnswers, "the merge gives another plan", ...differences(master_plan, merged)];
}

function differences(stored: MasterPlan, merged: MasterPlan): string[] {
  const before = new Map(stored.tasks.map((task) => [task.id, task]));
  const after = new Map(merged.tasks.map((task) => [task.id, task]));
  const parts = (["plan", "meta"] as const).filter((part) => !areEqual(stored[part], merged[part]));
  return [
    ...parts.map((part) => `${part} differs`),
    ...[...before.values()]
      .filter(({ id }) => !after.has(id))
      .map(({ id, title }) => `${id} is gone: ${title}`),
    ...[...after.values()].flatMap((task) => {
      const old = before.get(task.id);
      if (!old) return [`${task.id} is new: ${task.title}`];
      return areEqual(old, task) ? [] : [`${task.id} differs: ${task.title}`];
    }),
  ];
}

function areEqual(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

if (import.meta.main) {
  const [, , path] = process.argv;
  const lines =
    path === undefined
      ? ["Name a bundle: pnpm plan:replay bundle.json"]
      : replay(PlanBundle.parse(JSON.parse(await readFile(path, "utf8"))));
  console.log(
    lines.length > 0 ? lines.join("\n") : "Identical: merging the bundle again gives the same plan.",
  );
  process.exitCode = lines.length > 0 ? 1 : 0;
}
