import type { CustomPlan } from "@alva/contracts/custom-plan";
import { slug } from "../../governance/slug.ts";
import type { Allowance } from "../../strategy/allowances.ts";
import type { Business } from "../business.ts";
import type { Topic } from "../trades/trade.ts";

/** One post: what it answers and when it should come out. */
export interface Post {
  id: string;
  number: number;
  short: string;
  question: string;
  /** Week in which it is written. */
  week: number;
}

const months = 3;

/** How many posts the cadence asks for and the minutes allow, spread over the window. */
export function postsOf(
  business: Business,
  { cadence }: CustomPlan,
  { budget_minutes, largest_effort }: Allowance,
): Post[] {
  const minutes = largest_effort === 3 ? 240 : 135;
  const affordable = Math.max(1, Math.floor((0.9 * budget_minutes) / minutes));
  const topics = withEvent(business);
  const count = Math.min(months * cadence.blogs_per_month, affordable, topics.length);
  return topics.slice(0, count).map(([short, question], index) => ({
    id: `post_${index + 1}_${slug(short)}`.slice(0, 40),
    number: index + 1,
    short,
    question,
    week: Math.min(12, 2 + Math.floor((index * 11) / count)),
  }));
}

/** The owner's event goes before its date, as the second post. */
function withEvent({ topics, event }: Business): readonly Topic[] {
  if (event?.topic == null || topics.some(([short]) => short === event.topic)) return topics;
  const [first, ...rest] = topics;
  return first === undefined
    ? topics
    : [first, [event.topic, `What should you know about ${event.topic}?`], ...rest];
}
