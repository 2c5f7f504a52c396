import type { ResolutionLogEntry } from "@alva/contracts/master-plan";
import { canonicalJson } from "../canonical-json.ts";
import { compareBy } from "./order.ts";

/** A decision as governance meets it; equal ones are merged later. */
export type Decision = Pick<ResolutionLogEntry, "type" | "items" | "detail" | "kept" | "score"> & {
  /** Monday of the week it concerns. */
  week?: string | null;
};

/** The ledger of decisions while it is written. */
export interface ResolutionLog {
  add(decision: Decision): void;
  /** The entries so far, merged and sorted. */
  entries(): ResolutionLogEntry[];
}

/** Section 5.11: a log that begins with the entries made before governance. */
export function createLog(earlier: readonly ResolutionLogEntry[] = []): ResolutionLog {
  const groups = new Map<string, { decision: Decision; items: Set<string> }>();
  const single: ResolutionLogEntry[] = [];

  function add(decision: Decision): void {
    // What stayed belongs to one decision each.
    if (decision.kept !== undefined) {
      single.push(writeEntry(decision, decision.items));
      return;
    }
    const { score: _, ...mergeable } = decision;
    const key = JSON.stringify([decision.type, decision.week ?? null, decision.detail ?? null]);
    const group = groups.get(key) ?? { decision: mergeable, items: new Set() };
    for (const item of decision.items) group.items.add(item);
    groups.set(key, group);
  }

  for (const entry of earlier) add(entry);
  return {
    add,
    entries() {
      const merged = [...groups.values()].map(({ decision, items }) => writeEntry(decision, items));
      return [...single, ...merged].sort(byMeaning);
    },
  };
}

const byMeaning = compareBy<ResolutionLogEntry>(
  (entry) => entry.type,
  (entry) => entry.week ?? "",
  (entry) => entry.detail ?? "",
  (entry) => entry.items[0] ?? "",
  canonicalJson,
);

function writeEntry(decision: Decision, items: Iterable<string>): ResolutionLogEntry {
  const sorted = [...new Set(items)].sort();
  return {
    type: decision.type,
    week: decision.week ?? null,
    count: sorted.length,
    items: sorted,
    ...(decision.detail !== undefined && { detail: decision.detail }),
    ...(decision.kept !== undefined && { kept: decision.kept }),
    ...(decision.score !== undefined && { score: decision.score }),
  };
}
