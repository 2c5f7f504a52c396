import * as z from "zod";

/** A request to a worker that is measured, and the statuses it may be answered with. */
export interface Ask {
  readonly path: string;
  readonly statuses: readonly number[];
  readonly method?: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Several requests to one worker, one after the other, all of it `repeats` times. */
export interface Call {
  readonly to: string;
  readonly asks: readonly Ask[];
  readonly repeats: number;
}

/** What a worker answered; `cookies` are its Set-Cookie lines. */
export const Answer = z.object({ status: z.int(), cookies: z.array(z.string()), body: z.string() });
export type Answer = z.infer<typeof Answer>;
