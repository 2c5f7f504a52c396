import type { ClientProfile } from "@alva/contracts/profile";
import { valueAt } from "@alva/contracts/value-at";
import { canonicalJson } from "./canonical-json.ts";
import { sha256Hex } from "./digest.ts";

/** What a person can spend, as the profile has it. */
export type Budget = Pick<ClientProfile["constraints"], "budget_level" | "monthly_ad_budget">;

/** US dollars a month for advertising: the stated amount, else the low end of the budget level, so no money is ever assumed. */
export function effectiveAdBudget({ constraints }: { readonly constraints: Budget }): number {
  return (
    constraints.monthly_ad_budget ??
    { none: 0, minimal: 50, some: 100, significant: 500 }[constraints.budget_level]
  );
}

/** Minutes a week that marketing may take. */
export function weeklyCapacityMinutes({ constraints }: ClientProfile): number {
  return constraints.weekly_marketing_time_hours * 60;
}

/**
 * Whether the owner answered the field at a path such as `constraints.brand_nos`, that is, its value is not the default. Whole
 * sections, entries of lists, fields the server sets and unknown paths are not answers.
 */
export function answered(profile: ClientProfile, path: string): boolean {
  const value = valueAt(profile, path);
  if (!path.includes(".") && path !== "client_notes") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (path === "constraints.team_type") return value !== "just_me";
  return typeof value === "number" || value === true || (typeof value === "string" && value !== "");
}

/**
 * What two profiles have in common when a plan made from one fits the other: SHA-256, in hex, of the canonical JSON without the
 * version, its time, and the ids and times of notes. It is the key of generation for caches and idempotency.
 */
export function profileHash(profile: ClientProfile): string {
  const { profile_version: _version, updated_at: _updatedAt, ...rest } = profile;
  const client_notes = profile.client_notes.map(({ id: _id, at: _at, ...note }) => note);
  return sha256Hex(canonicalJson({ ...rest, client_notes }));
}
