/** Where a card can be opened from to change one answer, by the name in its address. Never an address that a link could carry. */
const places = {
  profile: "/settings/profile",
  summary: "/onboarding/summary",
  finish: "/onboarding/finish",
  plan: "/plan",
  desk: "/desk",
} as const;

export type EditedFrom = keyof typeof places | "task";

/** A task's id, as the plan's contract has it. */
const taskId = /^tsk_[\da-f]{10,40}$/;

/** A card's address from which saving leads back. */
export const editPath = (route: string, from: keyof typeof places): string => `${route}?from=${from}`;

/** A card's address from which saving leads back to the task or the plan at this path, where its reasons are shown. */
export function editPathAt(route: string, pathname: string): string {
  const [, first, task = ""] = pathname.split("/");
  return first === "board" && taskId.test(task) ? `${route}?from=task&task=${task}` : editPath(route, "plan");
}

/** Where to go back to from a card with this query; undefined while the cards are answered one after another. */
export function placeToReturn(
  query: Pick<URLSearchParams, "get">,
): { readonly from: EditedFrom; readonly path: string } | undefined {
  const [from, task] = [query.get("from"), query.get("task") ?? ""];
  if (from === "task") return taskId.test(task) ? { from, path: `/board/${task}` } : undefined;
  return isPlace(from) ? { from, path: places[from] } : undefined;
}

function isPlace(name: string | null): name is keyof typeof places {
  return name !== null && Object.hasOwn(places, name);
}
