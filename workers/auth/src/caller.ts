import type { BearerEnv } from "@alva/http/bearer";
import type { Context } from "hono";
import type { Caller } from "./queries/alive-session.ts";

/** Whom the verified access token of a request speaks for. Whether that session is still alive, the database says. */
export function callerOf(c: Context<BearerEnv>): Caller {
  const { sub: userId, sid: sessionId } = c.get("caller");
  return { userId, sessionId };
}
