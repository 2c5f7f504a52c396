import type { Business } from "../business.ts";
import { inSentence, seasonDates } from "../seasonal.ts";

/** What the ads are about: the first season if it is close, else what is sold. */
export function focusOf(business: Business): string {
  const { occasions, facts, one, thing } = business;
  const first = occasions.find(({ isHoliday }) => !isHoliday);
  const isNear = first !== undefined && seasonDates(first, facts).makeWeek <= 4;
  if (business.family === "home_service") return isNear ? inSentence(first.name) : one;
  return business.family === "advice" ? thing : one;
}

type Kind = "search" | "social";

/** Social ads for visual goods whose platform has not failed; search for everything people look for. */
export function kindOf(business: Business): Kind {
  const isVisual = business.family === "goods" || business.family === "food";
  const hasMeta = business.platforms.includes("instagram") || business.platforms.includes("facebook");
  const hasFailed = business.failures.ads.has("facebook") || business.failures.ads.has("instagram");
  return isVisual && hasMeta && !hasFailed ? "social" : "search";
}
