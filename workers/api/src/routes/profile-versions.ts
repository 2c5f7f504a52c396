import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { params, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import type { Ports } from "../ports.ts";
import { findProfileVersion, listProfileVersions } from "../queries/profile-versions.ts";

const { listProfileVersions: list, getProfileVersion } = apiEndpoints;
const VersionCursor = z.tuple([z.int().min(1)]);

/** `/profile/versions`: what the profile was, so that a plan can show what it was based on. */
export function profileVersionRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(list.path, query(list.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const [after] = cursor === undefined ? [] : readCursor(VersionCursor, cursor);
      const versions = await listProfileVersions(db, {
        userId: c.get("caller").sub,
        limit: limit + 1,
        after,
      });
      const page = versions.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page,
        next_cursor: versions.length > limit && last ? writeCursor([last.version]) : null,
      });
    })
    .get(getProfileVersion.path, params(getProfileVersion.params), async (c) => {
      const { version } = c.req.valid("param");
      const profile = await findProfileVersion(db, { userId: c.get("caller").sub, version });
      if (!profile)
        throw new ApiError("not_found", "Your profile has no such version, or it is no longer kept.");
      return c.json(profile);
    });
}
