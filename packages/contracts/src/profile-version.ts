import * as z from "zod";
import type { ProfileInput } from "./profile.ts";

/** The sections of a profile that a person answers. */
export const ProfileSection = z.enum([
  "user_profile",
  "brand_identity",
  "target_audience",
  "business_model",
  "content_presence",
  "marketing_goals",
  "constraints",
  "other_text",
  "client_notes",
] satisfies (keyof typeof ProfileInput.shape)[]);
export type ProfileSection = z.infer<typeof ProfileSection>;

/** One version of a profile in the list. */
export const ProfileVersion = z
  .object({
    version: z.int().min(1),
    at: z.iso.datetime().describe("When it was saved"),
    changed: z
      .array(ProfileSection)
      .describe("Sections that differ from the version before it that is still kept; none for the oldest"),
  })
  .meta({ id: "ProfileVersion" });
export type ProfileVersion = z.infer<typeof ProfileVersion>;

/** Path of one version. */
export const ProfileVersionPath = z.strictObject({
  version: z.coerce.number().int().min(1).max(2_147_483_647),
});
