import type { LedgerItem, LedgerLine } from "@alva/contracts/ledger";
import type { ResolutionLogEntry, ResolutionType } from "@alva/contracts/master-plan";
import { canonicalJson } from "../canonical-json.ts";
import { sha1Hex } from "../digest.ts";
import { isInPlan } from "../exports/in-plan.ts";
import { createProposals, type Proposals } from "./proposals.ts";
import { sentences, type Told } from "./sentences.ts";
import type { LedgerSource } from "./source.ts";
import { titleOf } from "./words.ts";

/**
 * What was merged, moved and left out of a plan (features beyond, 3.5): a line for each decision of the log, technical repairs in
 * one line, then channels that got standard tasks or none, and where the strategy was cut to its bounds. Ids stay the same as
 * long as the stored log does; what can be restored follows the tasks as they are now.
 */
export function writeLedger(source: LedgerSource): LedgerLine[] {
  const proposals = createProposals(source);
  const decisions = [...groupDecisions(source.masterPlan.meta.resolution_log)].map(([id, entry]) =>
    writeDecision(id, entry, { source, proposals }),
  );
  return [...decisions, ...writeSteps(source), ...writeNotes(source)];
}

/**
 * The log's entries by the id of the line that tells of them; repairs that change nothing for the owner are one entry, as are
 * equal entries.
 */
export function groupDecisions(log: readonly ResolutionLogEntry[]): Map<string, ResolutionLogEntry> {
  const tidied = log.filter(isTidying);
  const items = [...new Set(tidied.flatMap((entry) => entry.items))].sort();
  const told = log.filter((entry) => !isTidying(entry));
  const summary: ResolutionLogEntry = { type: "repaired", week: null, count: items.length, items };
  return new Map((items.length > 0 ? [...told, summary] : told).map((entry) => [lineId(entry), entry]));
}

/** Whether an entry tells of a repair that nobody but a developer misses. A changed size is none: it takes other hours. */
export function isTidying({ type, detail }: ResolutionLogEntry): boolean {
  return type === "repaired" && detail !== "effort";
}

function lineId(content: object): string {
  return `ldg_${sha1Hex(canonicalJson(content)).slice(0, 10)}`;
}

/** Kinds of decisions after which a task can be put back. One that a gate or a policy kept out is not among them. */
const restorable: ReadonlySet<ResolutionType> = new Set([
  "already_on_board",
  "deadline_passed",
  "deferred_past_window",
  "duplicate_removed",
  "no_capacity",
  "series_closed",
]);

interface Setting {
  readonly source: LedgerSource;
  readonly proposals: Proposals;
}

function writeDecision(id: string, entry: ResolutionLogEntry, { source, proposals }: Setting): LedgerLine {
  const { tasks, plan } = source.masterPlan;
  const board = new Map(tasks.map((task) => [task.id, task]));
  const nameOf = (name: string) => ({ name, title: proposals.find(name)?.title ?? null });
  const kept = entry.kept === undefined ? null : nameOf(entry.kept);
  const told: Told = {
    entry,
    items: entry.items.map(nameOf),
    kept: kept && { ...kept, status: board.get(kept.name)?.status ?? null },
    windowStart: plan.window_start,
  };
  const items = entry.items.map((name): LedgerItem => {
    const taskId = proposals.find(name)?.id ?? null;
    const onBoard = taskId === null ? undefined : board.get(taskId);
    return {
      id: name,
      title: titleOf(nameOf(name)),
      task_id: taskId,
      on_board: onBoard !== undefined && isInPlan(onBoard),
    };
  });
  const { text, explanation } = sentences[entry.type];
  // What has the very id of a task on the board is that task.
  const isSame = entry.type === "already_on_board" && kept === null;
  const possible = items.filter(({ task_id }) => restorable.has(entry.type) && !isSame && task_id !== null);
  const why = explanation(told);
  const canRestore = possible.some(({ on_board }) => !on_board);
  return {
    id,
    type: entry.type,
    text: capitalize(text(told)),
    items,
    kept: kept && { id: kept.name, title: titleOf(kept) },
    action: canRestore ? "restore" : why === null ? "none" : "explain",
    explanation: why,
    restored: possible.length > 0 && !canRestore,
  };
}

const stepNames = {
  strategy: "the strategy",
  ppc: "ads",
  blog: "the blog",
  email: "e-mail",
  social: "social media",
};

function writeSteps({ steps }: LedgerSource): LedgerLine[] {
  return steps.flatMap(({ step, state, reason }) => {
    if (state === "template") {
      return [
        plainLine("standard_tasks", {
          text: `I used a standard template for ${stepNames[step]}, because writing one for you failed.`,
          explanation: "It is sound but general. You can ask for this part again.",
        }),
      ];
    }
    if (state === "not_needed" && step !== "strategy") {
      return [
        plainLine("not_needed", {
          text: `I planned nothing for ${stepNames[step]}: ${reason ?? "this plan does without it"}.`,
          explanation: null,
        }),
      ];
    }
    return [];
  });
}

function writeNotes({ customPlan, modules }: LedgerSource): LedgerLine[] {
  const notes = [customPlan, ...modules].flatMap((author) => author?.revision_notes ?? []);
  return [...new Set(notes)]
    .filter((note) => note.trim() !== "")
    .map((text) => plainLine("adjusted", { text, explanation: null }));
}

function plainLine(
  type: LedgerLine["type"],
  { text, explanation }: Pick<LedgerLine, "text" | "explanation">,
): LedgerLine {
  const action = explanation === null ? "none" : "explain";
  return {
    id: lineId({ type, text }),
    type,
    text,
    items: [],
    kept: null,
    action,
    explanation,
    restored: false,
  };
}

function capitalize(text: string): string {
  return text.replace(/^./u, (letter) => letter.toUpperCase());
}
