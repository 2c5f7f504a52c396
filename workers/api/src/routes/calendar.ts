import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { endpointPath } from "@alva/contracts/endpoint-path";
import { planExportTypes } from "@alva/contracts/export";
import { planCalendar } from "@alva/planning/exports/plan-calendar";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { type LimitedEnv, limitRequests } from "@alva/http/limit-requests";
import { networkOf } from "@alva/http/network";
import { randomSecret, sha256 } from "@alva/http/secrets";
import { params } from "@alva/http/validate";
import { Hono } from "hono";
import { etag } from "hono/etag";
import type { Ports } from "../ports.ts";
import { deleteFeed, findFeed, findFeedTasks, renewFeed } from "../queries/calendar-feeds.ts";
import { retainedHeaders } from "../retained-headers.ts";

const { getCalendarFeed, renewCalendarFeed, deleteCalendarFeed, readCalendar } = apiEndpoints;

/** `/calendar-feed`: a person's feed, of which only they decide. */
export function calendarFeedRoutes({ db, config }: Ports) {
  return new Hono<BearerEnv>()
    .get(getCalendarFeed.path, async (c) => {
      return c.json({ created_at: (await findFeed(db, c.get("caller").sub)) ?? null });
    })
    .post(renewCalendarFeed.path, async (c) => {
      const secret = randomSecret();
      const created_at = await renewFeed(db, {
        userId: c.get("caller").sub,
        secretHash: await sha256(secret),
      });
      const path = endpointPath(readCalendar, { params: { file: `${secret}.ics` } });
      return c.json({ address: new URL(path, config.apiOrigin).href, created_at }, 201);
    })
    .delete(deleteCalendarFeed.path, async (c) => {
      await deleteFeed(db, c.get("caller").sub);
      return c.body(null, 204);
    });
}

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
      const feed = await findFeedTasks(db, await sha256(secret));
      if (!feed) throw new ApiError("not_found", "There is nothing at this address.");
      const { userId: clientId, tasks } = feed;
      return c.body(planCalendar({ clientId, tasks, webOrigin: config.webOrigin }), 200, {
        "Content-Type": planExportTypes.ics,
        // Asked again each time, so that an address that was turned off stops at once (RFC 9111 section 5.2.2.4).
        "Cache-Control": "private, no-cache",
      });
    },
  );
}
