import * as z from "zod";

/** The feeds that a person may have, each at an address of its own: their tasks, and quick wins alone. */
export const CalendarFeedName = z.enum(["tasks", "quick_wins"]);
export type CalendarFeedName = z.infer<typeof CalendarFeedName>;

/** The query that says which of a person's feeds is meant. */
export const CalendarFeedQuery = z.object({ feed: CalendarFeedName.default("tasks") });

const isPrivate = z.boolean().describe("Events have a task's title and its link, and no other text");
const quickWins = z
  .enum(["include", "exclude", "only"])
  .describe("Which tasks are events; in the feed `quick_wins` it is `only`");

/** What a person chooses for a feed. In a new feed what is left out is `false` and `include`; in a change it stays. */
export const CalendarFeedOptions = z
  .strictObject({ private: isPrivate.optional(), quick_wins: quickWins.optional() })
  .meta({ id: "CalendarFeedOptions" });
export type CalendarFeedOptions = z.infer<typeof CalendarFeedOptions>;

/** A feed: when its present address was made, or null while there is none, and what it has, or a new one would. */
export const CalendarFeed = z
  .object({ created_at: z.iso.datetime().nullable(), private: isPrivate, quick_wins: quickWins })
  .meta({ id: "CalendarFeed" });
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/** A calendar feed's address, which is a secret. It is answered once and cannot be read again. */
export const CalendarAddress = z
  .object({ address: z.url(), created_at: z.iso.datetime() })
  .meta({ id: "CalendarAddress" });
export type CalendarAddress = z.infer<typeof CalendarAddress>;

/** The path parameter of a feed: its secret, 256 bits as base64url, and what calendar apps look for at the end. */
export const CalendarFile = z.object({ file: z.string().regex(/^[\w-]{43}\.ics$/) });
