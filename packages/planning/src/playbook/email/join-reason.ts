import type { Business } from "../business.ts";

/** The reason to join a list that a business can give without a discount. */
export function joinReason({ family, topics, thing }: Business): string {
  if (family === "goods" || family === "food") return `first look at new ${thing} and one useful tip a month`;
  if (family === "home_service") return "a short seasonal checklist for the house";
  const [short] = topics[0] ?? ["what you know"];
  return `a one-page guide on ${short}`;
}
