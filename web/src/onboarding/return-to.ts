/** Where a card can be opened from to change one answer, by the name in its address. Never an address that a link could carry. */
const places = { profile: "/settings/profile", summary: "/onboarding/summary" } as const;

export type EditedFrom = keyof typeof places;

/** A card's address from which saving leads back. */
export const editPath = (route: string, from: EditedFrom): string => `${route}?from=${from}`;

/** Where to go back to from a card with this query; undefined while the cards are answered one after another. */
export function placeToReturn(
  query: Pick<URLSearchParams, "get">,
): { readonly from: EditedFrom; readonly path: string } | undefined {
  const from = query.get("from");
  return from === "profile" || from === "summary" ? { from, path: places[from] } : undefined;
}
