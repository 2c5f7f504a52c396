import * as z from "zod";
import { missingTexts, settle } from "./profile-rules.ts";
import * as sections from "./profile-sections.ts";

const answers = {
  user_profile: sections.userProfile,
  brand_identity: sections.brandIdentity.prefault({}),
  target_audience: sections.targetAudience.prefault({}),
  business_model: sections.businessModel,
  content_presence: sections.contentPresence.prefault({}),
  marketing_goals: sections.marketingGoals,
  constraints: sections.constraints,
  other_text: sections.otherTexts.prefault({}),
  client_notes: z.array(sections.clientNote).max(50).default([]),
};

const setByServer = {
  schema_version: z.literal("1.0.0"),
  client_id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  profile_version: z.int().min(1),
  updated_at: z.iso.datetime(),
};

/**
 * A business as its owner described it: what is stored, sent back and planned from. Parsing normalizes every text, puts options
 * in their card's order and makes dependent fields agree; parsing the result again changes nothing.
 */
export const ClientProfile = z
  .strictObject({ ...setByServer, ...answers })
  .superRefine(refuseMissingTexts, { when: always })
  .overwrite(settle)
  .meta({ id: "ClientProfile" });
export type ClientProfile = z.infer<typeof ClientProfile>;

/**
 * A profile as a client writes it. The fields that the server sets may be there, so that a profile can be sent back as it came,
 * but nothing may be read from them: the server overwrites all four.
 */
export const ProfileInput = z
  .strictObject({ ...z.object(setByServer).partial().shape, ...answers })
  .superRefine(refuseMissingTexts, { when: always })
  .overwrite(settle)
  .meta({ id: "ProfileInput" });
export type ProfileInput = z.infer<typeof ProfileInput>;

function refuseMissingTexts(profile: unknown, context: z.RefinementCtx): void {
  for (const path of missingTexts(profile)) {
    context.addIssue({ code: "custom", path: path.split("."), message: "Describe what you chose." });
  }
}

// Missing texts are looked for even when a field is wrong, so that one answer names every field to mend.
function always(): boolean {
  return true;
}
