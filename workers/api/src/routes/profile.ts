import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { ClientProfile } from "@alva/contracts/profile";
import { profileHash } from "@alva/planning/profile-facts";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import { foreignFilesRefusal, ownProfile } from "../own-profile.ts";
import type { Ports } from "../ports.ts";
import { findProfile, saveProfile } from "../queries/profile.ts";

const { getProfile, putProfile } = apiEndpoints;

/** `/profile`: the answers that plans are made from. */
export function profileRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(getProfile.path, async (c) => {
      const profile = await findProfile(db, c.get("caller").sub);
      if (!profile) throw new ApiError("not_found", "No profile has been saved yet.");
      return c.json(profile, 200, { ETag: etagOf(profile) });
    })
    .put(putProfile.path, body(putProfile.body), async (c) => {
      const userId = c.get("caller").sub;
      const profile = ownProfile(userId, c.req.valid("json"));
      const outcome = await saveProfile(db, {
        userId,
        profile,
        profileHash: profileHash(profile),
        expectedVersion: readIfMatch(c.req.header("If-Match")),
      });
      switch (outcome.kind) {
        case "saved":
          return c.json(outcome.profile, 200, { ETag: etagOf(outcome.profile) });
        case "other_version":
          throw new ApiError(
            "state_conflict",
            "Your profile was changed elsewhere since you read it. Read it again and decide what to keep.",
          );
        case "foreign_files":
          throw foreignFilesRefusal(outcome.positions);
      }
    });
}

function etagOf({ profile_version }: ClientProfile): string {
  return `"${profile_version}"`;
}

/** The version that If-Match asks for (RFC 9110 section 13.1.1); undefined when any will do. */
function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new ApiError("bad_request", "Send If-Match as the ETag that the profile came with.");
}
