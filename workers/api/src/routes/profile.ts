import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { profileHash } from "@alva/planning/profile-facts";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import { ownProfile } from "../own-profile.ts";
import type { Ports } from "../ports.ts";
import { findProfile, saveProfile } from "../queries/profile.ts";

const { getProfile, putProfile } = apiEndpoints;

/** `/profile`: the answers that plans are made from. */
export function profileRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(getProfile.path, async (c) => {
      const profile = await findProfile(db, c.get("caller").sub);
      if (!profile) throw new ApiError("not_found", "No profile has been saved yet.");
      return c.json(profile);
    })
    .put(putProfile.path, body(putProfile.body), async (c) => {
      const userId = c.get("caller").sub;
      const profile = ownProfile(userId, c.req.valid("json"));
      return c.json(await saveProfile(db, { userId, profile, profileHash: profileHash(profile) }));
    });
}
