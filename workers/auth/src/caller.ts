import type { AccessTokenClaims } from "@alva/contracts/auth";
import type { Caller } from "./queries/alive-session.ts";

/** Whom a verified access token speaks for. Whether that session is still alive, the database says. */
export function callerOf({ sub: userId, sid: sessionId }: AccessTokenClaims): Caller {
  return { userId, sessionId };
}
