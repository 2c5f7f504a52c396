import * as z from "zod";

/** Whether a person has a calendar feed: when its present address was made, or null. */
export const CalendarFeed = z
  .object({ created_at: z.iso.datetime().nullable() })
  .meta({ id: "CalendarFeed" });
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/** A calendar feed's address, which is a secret. It is answered once and cannot be read again. */
export const CalendarAddress = z
  .object({ address: z.url(), created_at: z.iso.datetime() })
  .meta({ id: "CalendarAddress" });
export type CalendarAddress = z.infer<typeof CalendarAddress>;

/** The path parameter of a feed: its secret, 256 bits as base64url, and what calendar apps look for at the end. */
export const CalendarFile = z.object({ file: z.string().regex(/^[\w-]{43}\.ics$/) });
