import { canonicalJson } from "../canonical-json.ts";
import type { FixedTask } from "./input.ts";
import type { ResolutionLog } from "./log.ts";
import type { Task } from "./normalize.ts";
import { compareBy, rankOf } from "./order.ts";
import { createTitleIndex } from "./title-index.ts";
import { createTitleVocabulary } from "./title-vocabulary.ts";

/** Section 5.5: the tasks that are neither on the board nor said twice, in order of preference. */
export function removeDuplicates(
  tasks: readonly Task[],
  fixed: readonly FixedTask[],
  log: ResolutionLog,
): Task[] {
  const blocking = fixed.filter(blocksSimilar).sort(
    compareBy(
      (task) => task.id,
      (task) => task.title,
    ),
  );
  const vocabulary = createTitleVocabulary([...blocking, ...tasks].map((task) => task.title));
  const boardTitles = createTitleIndex(vocabulary);
  const keptTitles = createTitleIndex(vocabulary);
  for (const task of blocking) boardTitles.add(task.title);

  const kept: Task[] = [];
  const keptRefs = new Set<string>();
  for (const task of tasks.toSorted(byPreference)) {
    const onBoard = boardTitles.firstSimilar(task.title);
    const twin = onBoard === null && !keptRefs.has(task.ref) ? keptTitles.firstSimilar(task.title) : null;
    if (onBoard !== null) {
      const stays = blocking[onBoard.position]?.id;
      log.add({ type: "already_on_board", items: [task.ref], kept: stays, score: onBoard.score });
      // Or another task of its id, refused when the plan was first made, would come in its place.
      keptRefs.add(task.ref);
    } else if (keptRefs.has(task.ref)) {
      log.add({ type: "duplicate_removed", items: [task.ref], detail: "same_id" });
    } else if (twin !== null) {
      const stays = kept[twin.position]?.ref;
      const detail = "similar_title";
      log.add({ type: "duplicate_removed", items: [task.ref], detail, kept: stays, score: twin.score });
    } else {
      kept.push(task);
      keptRefs.add(task.ref);
      keptTitles.add(task.title);
    }
  }
  return kept;
}

/** A refused task stays refused; another instance of a series on the board is welcome. */
function blocksSimilar(task: FixedTask): boolean {
  return task.status === "skipped" || !task.series;
}

const byPreference = compareBy<Task>(
  (task) => task.priority,
  (task) => task.minutes,
  (task) => task.week,
  (task) => rankOf(task.module),
  (task) => task.moduleTaskId,
  (task) => task.title,
  (task) => canonicalJson(task.raw),
  (task) => Number(task.fallback),
);
