import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { NoticeKind } from "@alva/contracts/notice";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params } from "@alva/http/validate";
import { Hono } from "hono";
import { html } from "hono/html";
import { noticePage } from "../notice-page.ts";
import type { Ports } from "../ports.ts";
import { endNotices, findNoticeSettings, saveNoticeSettings } from "../queries/notice-settings.ts";
import { readUnsubscribeToken, type Subscription } from "../unsubscribe-token.ts";

const { getNotifications, putNotifications, askUnsubscribe, unsubscribe } = apiEndpoints;

/** `/notifications`: which optional mails a person wants. */
export function notificationRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(getNotifications.path, async (c) => c.json(await findNoticeSettings(db, c.get("caller").sub)))
    .put(putNotifications.path, body(putNotifications.body), async (c) =>
      c.json(await saveNoticeSettings(db, { ...c.req.valid("json"), userId: c.get("caller").sub })),
    );
}

/** `/unsubscribe/:token`: for whoever holds a mail, without signing in. */
export function unsubscribeRoutes({ db, config }: Ports) {
  const settings = `${config.webOrigin}/settings/notifications`;

  async function subscriptionOf(token: string): Promise<Subscription> {
    const subscription = await readUnsubscribeToken(config.unsubscribeKeys, token);
    if (!subscription) throw new ApiError("not_found", "There is nothing at this address.");
    return subscription;
  }

  return new Hono()
    .onError((error, c) => {
      // Mail apps get the problem like everyone else; a person gets a page.
      const isPerson = c.req.header("Accept")?.includes("text/html") === true;
      if (!isPerson || !(error instanceof ApiError) || error.code !== "not_found") throw error;
      return c.html(
        noticePage(c, {
          title: "This link is not whole",
          content: html`<p>
              A part of it is missing, so I stopped nothing. Copy all of it from the mail, or choose your
              mails yourself.
            </p>
            <p><a href="${settings}">All my notifications</a></p>`,
        }),
        404,
      );
    })
    .get(askUnsubscribe.path, params(askUnsubscribe.params), async (c) => {
      const { kind } = await subscriptionOf(c.req.valid("param").token);
      return c.html(
        noticePage(c, {
          title: `Shall I stop ${names[kind]}?`,
          content: html`<p>Everything else stays as it is.</p>
            <form method="post"><button>Stop them</button></form>`,
        }),
      );
    })
    .post(unsubscribe.path, params(unsubscribe.params), async (c) => {
      const subscription = await subscriptionOf(c.req.valid("param").token);
      await endNotices(db, subscription);
      return c.html(
        noticePage(c, {
          title: `Done: no more ${names[subscription.kind]}.`,
          content: html`<p>You can have them again at any time.</p>
            <p><a href="${settings}">All my notifications</a></p>`,
        }),
      );
    });
}

const names: Readonly<Record<NoticeKind, string>> = {
  plan_ready: "mails when a plan is ready",
  daily_quick_win: "mails with the quick win of the day",
  weekly_pulse: "mails with the week's overview",
  resume_onboarding: "reminders of unfinished answers",
};
