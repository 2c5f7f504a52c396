import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";

/** How a blog is written (plan pipeline, section 3.3). */
export interface BlogControls {
  months: 3;
  events_per_month: 4;
  posts_per_month: number;
  tone: "Professional" | "Conversational" | "Authoritative" | "Playful";
  reading_level: "Grade 7-8" | "Grade 9-10" | "College";
}

/** The controls of a blog; the tone follows from how the brand should feel. */
export function blogControls(profile: ClientProfile, { cadence }: CustomPlan): BlogControls {
  return {
    months: 3,
    events_per_month: 4,
    posts_per_month: cadence.blogs_per_month,
    tone: toneOf(profile),
    reading_level: "Grade 9-10",
  };
}

const conversational = ["friendly_and_approachable", "earthy_and_natural", "retro_and_nostalgic"];

/** The tone that follows from how the brand should feel. */
export function toneOf({ brand_identity }: ClientProfile): BlogControls["tone"] {
  const vibes: readonly string[] = brand_identity.vibe_tags;
  if (vibes.includes("fun_and_playful")) return "Playful";
  return vibes.some((vibe) => conversational.includes(vibe)) ? "Conversational" : "Professional";
}
