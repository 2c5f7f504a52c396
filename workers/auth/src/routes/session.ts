import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { accessTokenInvalid } from "@alva/http/access-token";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { type Context, Hono } from "hono";
import { createAccessGrant } from "../access-grant.ts";
import { clearedRefreshToken, presentedRefreshToken, setRefreshToken } from "../cookies.ts";
import type { Ports } from "../ports.ts";
import { endSession, findSignedInAccount, rotateRefreshToken } from "../queries/sessions.ts";
import { parseRefreshToken, successorsOf } from "../refresh-token.ts";

const { refresh, logout, me } = authEndpoints;

/** A session once it exists: refresh it, end it, ask whose it is. */
export function sessionRoutes({ config, db }: Ports) {
  return new Hono<BearerEnv>()
    .post(refresh.path, body(refresh.body), async (c) => {
      const presented = await parseRefreshToken(presentedRefreshToken(c));
      if (!presented) throw sessionEnded();
      const successors = await successorsOf(presented, config.refreshKeys);
      const rotation = await rotateRefreshToken(db, { presented, successor: successors[0] });
      if (rotation?.reused) logReuse(c, presented.sessionId);
      const next = successors.find(({ keyId }) => keyId === rotation?.key_id);
      if (!rotation || rotation.reused || !next) throw sessionEnded();
      setRefreshToken(c, next.text, rotation.max_age);
      return c.json(
        await createAccessGrant(config, {
          userId: rotation.user_id,
          email: rotation.email,
          sessionId: presented.sessionId,
        }),
      );
    })
    .post(logout.path, body(logout.body), async (c) => {
      const presented = await parseRefreshToken(presentedRefreshToken(c));
      if (presented) await endSession(db, presented);
      return c.body(null, 204, clearedRefreshToken);
    })
    .get(me.path, async (c) => {
      const { sub, sid } = c.get("caller");
      const account = await findSignedInAccount(db, { userId: sub, sessionId: sid });
      if (!account) throw accessTokenInvalid();
      return c.json(account);
    });
}

/** The one answer that takes the cookie away: this token can never work again. */
function sessionEnded(): ApiError {
  return new ApiError("session_invalid", "Your session has ended. Sign in again to continue.", {
    headers: clearedRefreshToken,
  });
}

function logReuse(c: Context<BearerEnv>, session: string): void {
  const line = {
    level: "warn",
    service: "auth",
    event: "reuse_detected",
    request_id: c.get("requestId"),
    session,
  };
  console.warn(JSON.stringify(line));
}
