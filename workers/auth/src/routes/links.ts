import type { LinkRequest, LinkSent, SignIn } from "@alva/contracts/auth";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BaseEnv } from "@alva/http/request-log";
import { body } from "@alva/http/validate";
import { type Context, Hono } from "hono";
import type * as z from "zod";
import { createAccessGrant } from "../access-grant.ts";
import { browserMark, setBrowserMark, setRefreshToken } from "../cookies.ts";
import type { Ports } from "../ports.ts";
import { linkTtlSeconds, spendLink } from "../queries/links.ts";
import { idleTtlSeconds } from "../queries/sessions.ts";
import { createFirstToken } from "../refresh-token.ts";
import { randomSecret, sha256 } from "../secrets.ts";
import { sendLink } from "../send-link.ts";
import { resendAfterSeconds } from "../send-limits.ts";
import { requireTrustedOrigin } from "../trusted-origin.ts";

const { register, sendMagicLink, verifyMagicLink } = authEndpoints;

/** The same answer for every address: known, unknown, disabled or asked for too often. */
const sent: z.input<typeof LinkSent> = {
  status: "sent",
  expires_in: linkTtlSeconds,
  resend_after: resendAfterSeconds,
};

/** The way in: ask for a link, spend it. */
export function linkRoutes(ports: Ports) {
  const { config, db, sendLimits } = ports;
  const trusted = requireTrustedOrigin(config.webOrigin);

  async function answerSent(c: Context, asked: LinkRequest & { readonly registering: boolean }) {
    const { admitted, retryAfterSeconds } = await sendLimits.admitNetwork(c.req.header("CF-Connecting-IP"));
    if (!admitted) {
      throw new ApiError(
        "rate_limited",
        "Too many links were asked for from your network. Try again later.",
        {
          headers: { "Retry-After": String(retryAfterSeconds) },
        },
      );
    }
    const browser = browserMark(c) || randomSecret();
    const dispatch = await sendLink(ports, { ...asked, browser });
    if (dispatch) c.executionCtx.waitUntil(dispatch());
    setBrowserMark(c, browser, linkTtlSeconds);
    return c.json(sent, 202);
  }

  return new Hono<BaseEnv>()
    .post(register.path, trusted, body(register.body), (c) =>
      answerSent(c, { ...c.req.valid("json"), registering: true }),
    )
    .post(sendMagicLink.path, trusted, body(sendMagicLink.body), (c) =>
      answerSent(c, { ...c.req.valid("json"), registering: false }),
    )
    .post(verifyMagicLink.path, trusted, body(verifyMagicLink.body), async (c) => {
      const sessionId = crypto.randomUUID();
      const first = await createFirstToken(sessionId);
      const mark = browserMark(c);
      const spent = await spendLink(db, {
        secretHash: await sha256(c.req.valid("json").token),
        browserHash: await sha256(mark),
        requireSameBrowser: config.requireSameBrowser,
        sessionId,
        tokenHash: first.hash,
      });
      if (!spent) {
        throw new ApiError("link_invalid", "This link has expired or was already used. Ask for a new one.");
      }
      setRefreshToken(c, first.text, idleTtlSeconds);
      const grant = await createAccessGrant(config, { userId: spent.user_id, email: spent.email, sessionId });
      const answer: z.input<typeof SignIn> = { ...grant, same_browser: spent.same_browser };
      return c.json(answer);
    });
}
