import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { accessTokenInvalid } from "@alva/http/access-token";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { limitRequests } from "@alva/http/limit-requests";
import { body, params } from "@alva/http/validate";
import { Hono, type MiddlewareHandler } from "hono";
import { createAccessGrant } from "../access-grant.ts";
import { callerOf } from "../caller.ts";
import { clearedRefreshToken, presentedRefreshToken, setRefreshToken } from "../cookies.ts";
import { readOpenedWith } from "../opened-with.ts";
import type { Ports } from "../ports.ts";
import {
  endAllSessions,
  endOneSession,
  endOwnSession,
  findSignedInAccount,
  listSessions,
  rotateRefreshToken,
} from "../queries/sessions.ts";
import { parseRefreshToken, type RefreshToken, successorsOf } from "../refresh-token.ts";

const { refresh, logout, logoutAll, listSessions: list, endSession, me } = authEndpoints;

/** Sessions once they exist: refresh one, end one or all, list them, ask whose one is. */
export function sessionRoutes({ config, db, sessionLimits }: Ports) {
  const refreshLimited = limitRequests({
    limiter: sessionLimits.refresh,
    // Its form has been checked when this runs: it begins with the session's id.
    identify: (c) => presentedRefreshToken(c).split(".", 1).join(),
    detail: "This session was refreshed too often. Wait a moment, then try again.",
  });
  return new Hono<BearerEnv & PresentedEnv>()
    .post(refresh.path, body(refresh.body), requireRefreshToken, refreshLimited, async (c) => {
      const presented = c.get("presented");
      const successors = await successorsOf(presented, config.refreshKeys);
      const rotation = await rotateRefreshToken(db, {
        presented,
        successor: successors[0],
        openedWith: readOpenedWith(c),
      });
      if (rotation?.reused) logReuse(c.get("requestId"), presented.sessionId);
      const next = successors.find(({ keyId }) => keyId === rotation?.key_id);
      if (!rotation || rotation.reused || !next) throw sessionEnded();
      const { user_id: id, email, erases_at, max_age } = rotation;
      setRefreshToken(c, next.text, max_age);
      const subject = { account: { id, email, erases_at }, sessionId: presented.sessionId };
      return c.json(await createAccessGrant(config, subject));
    })
    .post(logout.path, body(logout.body), async (c) => {
      const presented = await parseRefreshToken(presentedRefreshToken(c));
      if (presented) await endOwnSession(db, { presented, openedWith: readOpenedWith(c) });
      return c.body(null, 204, clearedRefreshToken);
    })
    .post(logoutAll.path, body(logoutAll.body), requireRefreshToken, async (c) => {
      const keepThis = c.req.valid("json").keep_this;
      const presented = c.get("presented");
      const ended = await endAllSessions(db, { presented, keepThis, openedWith: readOpenedWith(c) });
      if (!ended) throw sessionEnded();
      return c.body(null, 204, keepThis ? {} : clearedRefreshToken);
    })
    .get(list.path, async (c) => {
      const items = await listSessions(db, callerOf(c.get("caller")));
      if (!items) throw accessTokenInvalid();
      return c.json({ items });
    })
    .delete(endSession.path, params(endSession.params), async (c) => {
      const ended = await endOneSession(db, {
        ...callerOf(c.get("caller")),
        ended: c.req.valid("param").id,
        openedWith: readOpenedWith(c),
      });
      if (ended === undefined) throw accessTokenInvalid();
      if (!ended) throw new ApiError("not_found", "There is no such session; perhaps it has ended already.");
      return c.body(null, 204);
    })
    .get(me.path, async (c) => {
      const account = await findSignedInAccount(db, callerOf(c.get("caller")));
      if (!account) throw accessTokenInvalid();
      return c.json(account);
    });
}

/** Context of a route that needs a session cookie: the refresh token in it. */
interface PresentedEnv {
  Variables: BearerEnv["Variables"] & { presented: RefreshToken };
}

/** Admits requests with what may be a refresh token of ours. All else is refused without asking anyone. */
const requireRefreshToken: MiddlewareHandler<PresentedEnv> = async (c, next) => {
  const presented = await parseRefreshToken(presentedRefreshToken(c));
  if (!presented) throw sessionEnded();
  c.set("presented", presented);
  await next();
};

/** The one answer that takes the cookie away: this token can never work again. */
function sessionEnded(): ApiError {
  return new ApiError("session_invalid", "Your session has ended. Sign in again to continue.", {
    headers: clearedRefreshToken,
  });
}

function logReuse(request_id: string, session: string): void {
  console.warn(
    JSON.stringify({ level: "warn", service: "auth", event: "reuse_detected", request_id, session }),
  );
}
