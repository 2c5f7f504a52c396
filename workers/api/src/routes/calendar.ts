import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { CalendarFeedName, CalendarFeedOptions } from "@alva/contracts/calendar";
import { endpointPath } from "@alva/contracts/endpoint-path";
import { planExportTypes } from "@alva/contracts/export";
import { planCalendar } from "@alva/planning/exports/plan-calendar";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { type LimitedEnv, limitRequests } from "@alva/http/limit-requests";
import { networkOf } from "@alva/http/network";
import { randomSecret, sha256 } from "@alva/http/secrets";
import { body, params, query } from "@alva/http/validate";
import { Hono } from "hono";
import { etag } from "hono/etag";
import type { Ports } from "../ports.ts";
import { changeFeed, deleteFeed, findFeed, findFeedTasks, renewFeed } from "../queries/calendar-feeds.ts";
import { retainedHeaders } from "../retained-headers.ts";

const { getCalendarFeed, renewCalendarFeed, changeCalendarFeed, deleteCalendarFeed, readCalendar } =
  apiEndpoints;

/** `/calendar-feed`: a person's feeds, of which only they decide. */
export function calendarFeedRoutes({ db, config }: Ports) {
  return new Hono<BearerEnv>()
    .get(getCalendarFeed.path, query(getCalendarFeed.query), async (c) => {
      const own = { userId: c.get("caller").sub, ...c.req.valid("query") };
      return c.json((await findFeed(db, own)) ?? { created_at: null, ...newFeedOptions(own.feed) });
    })
    .post(renewCalendarFeed.path, query(renewCalendarFeed.query), body(renewCalendarFeed.body), async (c) => {
      const { feed } = c.req.valid("query");
      const options = { ...newFeedOptions(feed), ...fitting(feed, c.req.valid("json")) };
      const secret = randomSecret();
      const secretHash = await sha256(secret);
      const created_at = await renewFeed(db, { userId: c.get("caller").sub, feed, secretHash, options });
      const path = endpointPath(readCalendar, { params: { file: `${secret}.ics` } });
      return c.json({ address: new URL(path, config.apiOrigin).href, created_at }, 201);
    })
    .patch(
      changeCalendarFeed.path,
      query(changeCalendarFeed.query),
      body(changeCalendarFeed.body),
      async (c) => {
        const { feed } = c.req.valid("query");
        const options = fitting(feed, c.req.valid("json"));
        const changed = await changeFeed(db, { userId: c.get("caller").sub, feed, options });
        if (!changed) throw new ApiError("not_found", "This calendar feed is off.");
        return c.json(changed);
      },
    )
    .delete(deleteCalendarFeed.path, query(deleteCalendarFeed.query), async (c) => {
      await deleteFeed(db, { userId: c.get("caller").sub, ...c.req.valid("query") });
      return c.body(null, 204);
    });
}

function newFeedOptions(feed: CalendarFeedName): Required<CalendarFeedOptions> {
  return { private: false, quick_wins: feed === "quick_wins" ? "only" : "include" };
}

/** The feed of quick wins has nothing else: another choice is refused, not ignored. */
function fitting(feed: CalendarFeedName, options: CalendarFeedOptions): CalendarFeedOptions {
  if (feed === "quick_wins" && (options.quick_wins ?? "only") !== "only") {
    throw new ApiError("validation_failed", "Nothing was saved. Please correct the fields named here.", {
      errors: [{ path: "quick_wins", message: "This feed has quick wins only." }],
    });
  }
  return options;
}

const nameOf: Readonly<Record<CalendarFeedName, string>> = { tasks: "Alva", quick_wins: "Alva quick wins" };

/** `/calendar/:file`: the feed itself, for whoever knows its address. */
export function calendarRoutes({ db, config, calendarLimit }: Ports) {
  return new Hono<LimitedEnv>().get(
    readCalendar.path,
    limitRequests({
      limiter: calendarLimit,
      identify: networkOf,
      detail: "Your network asked for calendars too often. Try again in a moment.",
    }),
    etag({ retainedHeaders }),
    params(readCalendar.params),
    async (c) => {
      const secret = c.req.valid("param").file.slice(0, -".ics".length);
      const found = await findFeedTasks(db, await sha256(secret));
      if (!found) throw new ApiError("not_found", "There is nothing at this address.");
      const { feed, userId: clientId, tasks, isPrivate, optionsChangedAt: decidedAt } = found;
      const { webOrigin } = config;
      const calendar = planCalendar({ name: nameOf[feed], clientId, webOrigin, tasks, isPrivate, decidedAt });
      return c.body(calendar, 200, {
        "Content-Type": planExportTypes.ics,
        // Asked again each time, so that an address that was turned off stops at once (RFC 9111 section 5.2.2.4).
        "Cache-Control": "private, no-cache",
      });
    },
  );
}
