/** Groups of trades that market alike. */
export type Family =
  | "goods"
  | "food"
  | "home_service"
  | "personal_service"
  | "advice"
  | "creative"
  | "events"
  | "digital";

/** A question that customers ask, and the few words that name it in a title. */
export type Topic = readonly [short: string, question: string];

/** A time of year that matters to a trade; month and day, both included. */
export interface TradeSeason {
  id: string;
  name: string;
  from: readonly [month: number, day: number];
  to: readonly [month: number, day: number];
  idea: string;
  /** Follows the weather, so it falls half a year later in the south. */
  weather?: true;
}

/** What the playbook knows about a trade. */
export interface Trade {
  family: Family;
  /** Words that give the trade away in a name or description. */
  words: RegExp;
  /** What is sold, in the plural and in the singular. */
  thing: string;
  one: string;
  /** Work that can be filmed or photographed without showing a face. */
  scenes: readonly string[];
  topics: readonly Topic[];
  seasons?: readonly TradeSeason[];
}
