import type { SignIn } from "@alva/contracts/auth";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { LimitedEnv } from "@alva/http/limit-requests";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import type * as z from "zod";
import { createAccessGrant } from "../access-grant.ts";
import { browserMark, setRefreshToken } from "../cookies.ts";
import { readOpenedWith } from "../opened-with.ts";
import type { Ports } from "../ports.ts";
import { idleTtlSeconds } from "../queries/alive-session.ts";
import { spendLink } from "../queries/links.ts";
import { createFirstToken } from "../refresh-token.ts";
import { sha256 } from "@alva/http/secrets";
import { sendLink } from "../send-link.ts";
import { requireTrustedOrigin } from "../trusted-origin.ts";
import { answerSent } from "./answer-sent.ts";
import { limitSends, limitVerifications } from "./link-limits.ts";

const { register, sendMagicLink, verifyMagicLink } = authEndpoints;

/** The way in: ask for a link, spend it. */
export function linkRoutes(ports: Ports) {
  const { config, db } = ports;
  const trusted = requireTrustedOrigin(config.webOrigin);
  const sendLimited = limitSends(ports);
  return new Hono<LimitedEnv>()
    .post(register.path, trusted, body(register.body), sendLimited, (c) =>
      answerSent(c, {
        deadline: c.get("decisionDeadline"),
        send: (asking) => sendLink(ports, { ...asking, ...c.req.valid("json"), registering: true }),
      }),
    )
    .post(sendMagicLink.path, trusted, body(sendMagicLink.body), sendLimited, (c) =>
      answerSent(c, {
        deadline: c.get("decisionDeadline"),
        send: (asking) => sendLink(ports, { ...asking, ...c.req.valid("json"), registering: false }),
      }),
    )
    .post(verifyMagicLink.path, trusted, body(verifyMagicLink.body), limitVerifications(ports), async (c) => {
      const sessionId = crypto.randomUUID();
      const first = await createFirstToken(sessionId);
      const spent = await spendLink(db, {
        secretHash: await sha256(c.req.valid("json").token),
        browserHash: await sha256(browserMark(c)),
        requireSameBrowser: config.requireSameBrowser,
        sessionId,
        tokenHash: first.hash,
        openedWith: readOpenedWith(c),
      });
      if (!spent) throw linkInvalid();
      const { user_id: id, email, erases_at, same_browser } = spent;
      setRefreshToken(c, first.text, idleTtlSeconds);
      const grant = await createAccessGrant(config, { account: { id, email, erases_at }, sessionId });
      const answer: z.input<typeof SignIn> = { ...grant, same_browser };
      return c.json(answer);
    });
}

/** The one answer for every link that does not work: unknown, expired, used or overtaken. */
export function linkInvalid(): ApiError {
  return new ApiError("link_invalid", "This link has expired or was already used. Ask for a new one.");
}
