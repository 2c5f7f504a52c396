import type { ComparedTask, PlanDifference } from "@alva/contracts/plan-changes";
import type { PlanTask } from "@alva/contracts/master-plan";
import { compareBy } from "../governance/order.ts";
import { isSimilar, overlapOf, titleTokens } from "../governance/similarity.ts";

type DifferenceTask = ComparedTask & Pick<PlanTask, "desc" | "steps">;

interface Match {
  readonly before: DifferenceTask;
  readonly after: DifferenceTask;
}

/**
 * What became of a board: tasks are matched by id, then those left over by similar titles within a channel, the most
 * similar first, ties by id (plan pipeline, section 7). A task that is only then skipped counts as removed.
 */
export function difference(
  before: readonly DifferenceTask[],
  after: readonly DifferenceTask[],
): PlanDifference {
  const beforeById = new Map(before.map((task) => [task.id, task]));
  const isDropped = (task: DifferenceTask) =>
    task.status === "skipped" && beforeById.get(task.id)?.status !== "skipped";
  const staying = new Map(after.filter((task) => !isDropped(task)).map((task) => [task.id, task]));

  const matches: Match[] = before.flatMap((task) => {
    const same = staying.get(task.id);
    return same ? [{ before: task, after: same }] : [];
  });
  const gone = new Set(before.filter(({ id }) => !staying.has(id)));
  const fresh = new Set([...staying.values()].filter(({ id }) => !beforeById.has(id)));
  for (const match of similarMatches([...gone], [...fresh])) {
    // An earlier, better match took one of the two.
    if (gone.has(match.before) && fresh.has(match.after)) {
      gone.delete(match.before);
      fresh.delete(match.after);
      matches.push(match);
    }
  }

  const changed = matches.filter(isReworked);
  const moved = matches.filter(
    (match) => !isReworked(match) && match.before.due_date !== match.after.due_date,
  );
  return {
    added: [...fresh].map(shown),
    removed: [...gone].map(shown),
    moved: moved.map(shownPair),
    changed: changed.map(shownPair),
    kept: matches.length - changed.length - moved.length,
  };
}

/** Pairs with similar titles in the same channel, the most similar first. */
function similarMatches(gone: readonly DifferenceTask[], fresh: readonly DifferenceTask[]): Match[] {
  const tokens = new Map([...gone, ...fresh].map((task) => [task, titleTokens(task.title)]));
  const tokensOf = (task: DifferenceTask) => tokens.get(task) ?? new Set<string>();
  return gone
    .flatMap((before) =>
      fresh
        .filter(({ channel }) => channel === before.channel)
        .flatMap((after) => {
          const overlap = overlapOf(tokensOf(before), tokensOf(after));
          // Titles without tokens are similar only when equal.
          const matches = overlap.union === 0 ? before.title === after.title : isSimilar(overlap);
          return matches ? [{ before, after, score: overlap.intersection / (overlap.union || 1) }] : [];
        }),
    )
    .sort(
      compareBy(
        ({ score }) => -score,
        (match) => match.before.id,
        (match) => match.after.id,
      ),
    );
}

function isReworked({ before, after }: Match): boolean {
  return (
    before.title !== after.title ||
    before.desc !== after.desc ||
    before.estimated_minutes !== after.estimated_minutes ||
    before.steps.join("\n") !== after.steps.join("\n")
  );
}

/** The task as a difference shows it. */
export function shown({
  id,
  title,
  channel,
  estimated_minutes,
  due_date,
  status,
}: ComparedTask): ComparedTask {
  return { id, title, channel, estimated_minutes, due_date, status };
}

function shownPair({ before, after }: Match): PlanDifference["moved"][number] {
  return { before: shown(before), after: shown(after) };
}
