import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { accessTokenInvalid } from "@alva/http/access-token";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import type { LimitedEnv } from "@alva/http/limit-requests";
import { body, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import { callerOf } from "../caller.ts";
import { browserMark, clearedRefreshToken } from "../cookies.ts";
import { readOpenedWith } from "../opened-with.ts";
import { tellClosings } from "../erasure.ts";
import type { Ports } from "../ports.ts";
import { listEvents } from "../queries/audit.ts";
import { restoreAccount, scheduleDeletion } from "../queries/deletion.ts";
import { spendChangeLink } from "../queries/email-change.ts";
import { sha256 } from "@alva/http/secrets";
import { sendChangeLink } from "../send-link.ts";
import { requireTrustedOrigin } from "../trusted-origin.ts";
import { answerSent } from "./answer-sent.ts";
import { limitSends, limitVerifications } from "./link-limits.ts";
import { linkInvalid } from "./links.ts";

const endpoints = authEndpoints;
const EventCursor = z.tuple([z.uuid()]);

/** An account: what happened to it, its address, its end. */
export function accountRoutes(ports: Ports) {
  const { config, db } = ports;
  return new Hono<BearerEnv & LimitedEnv>()
    .get(endpoints.listEvents.path, query(endpoints.listEvents.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const [after] = cursor === undefined ? [] : readCursor(EventCursor, cursor);
      const events = await listEvents(db, { ...callerOf(c.get("caller")), limit: limit + 1, after });
      if (!events) throw accessTokenInvalid();
      const page = events.slice(0, limit);
      const last = page.at(-1);
      const next_cursor = events.length > limit && last ? writeCursor([last.id]) : null;
      return c.json({ items: page, next_cursor });
    })
    .post(endpoints.changeEmail.path, body(endpoints.changeEmail.body), limitSends(ports), (c) =>
      answerSent(c, {
        deadline: c.get("decisionDeadline"),
        async send(asking) {
          const asked = { ...asking, ...c.req.valid("json"), caller: callerOf(c.get("caller")) };
          const { alive, firstAttempt } = await sendChangeLink(ports, asked);
          if (!alive) throw accessTokenInvalid();
          return firstAttempt;
        },
      }),
    )
    .post(
      endpoints.verifyEmailChange.path,
      requireTrustedOrigin(config.webOrigin),
      body(endpoints.verifyEmailChange.body),
      limitVerifications(ports),
      async (c) => {
        const changed = await spendChangeLink(db, {
          secretHash: await sha256(c.req.valid("json").token),
          browserHash: await sha256(browserMark(c)),
          requireSameBrowser: config.requireSameBrowser,
          openedWith: readOpenedWith(c),
        });
        if (!changed) throw linkInvalid();
        return c.json(changed);
      },
    )
    .delete(endpoints.deleteAccount.path, body(endpoints.deleteAccount.body), async (c) => {
      const { email } = c.req.valid("json");
      const scheduled = await scheduleDeletion(db, {
        ...callerOf(c.get("caller")),
        email,
        openedWith: readOpenedWith(c),
        traceId: c.get("traceId"),
      });
      if (scheduled === undefined) throw accessTokenInvalid();
      if (scheduled === null) {
        throw new ApiError("validation_failed", "Nothing was erased. Type the address of your account.", {
          errors: [{ path: "email", message: "This is not the address of this account." }],
        });
      }
      c.executionCtx.waitUntil(tellClosings(ports));
      return c.json(scheduled, 200, clearedRefreshToken);
    })
    .post(endpoints.restoreAccount.path, body(endpoints.restoreAccount.body), async (c) => {
      const account = await restoreAccount(db, {
        ...callerOf(c.get("caller")),
        openedWith: readOpenedWith(c),
        traceId: c.get("traceId"),
      });
      if (!account) throw accessTokenInvalid();
      c.executionCtx.waitUntil(tellClosings(ports));
      return c.json(account);
    });
}
