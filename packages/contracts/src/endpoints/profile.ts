import * as z from "zod";
import type { Endpoints } from "../endpoint.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { ClientProfile, ProfileInput } from "../profile.ts";
import { ProfileVersion, ProfileVersionPath } from "../profile-version.ts";

/** Largest profile in bytes (client profile, section 1). */
export const profileBytes = 256 * 1024;

const ProfileHeaders = z.object({
  "if-match": z
    .string()
    .optional()
    .meta({ examples: ['"3"'] }),
});

/** The business as its owner describes it. */
export const profileEndpoints = {
  getProfile: {
    method: "GET",
    path: "/profile",
    summary: "The stored profile",
    tag: "Profile",
    access: "bearer",
    replies: { 200: { description: "The newest version.", body: ClientProfile } },
    problems: ["not_found", "dependency_unavailable"],
  },
  putProfile: {
    method: "PUT",
    path: "/profile",
    summary: "Replace the profile",
    description:
      "Text is normalised, then checked. Each accepted write raises `profile_version` by one. With `If-Match` it is accepted " +
      "only while the profile is the one that came with this ETag. Files must be among the person's uploads.",
    tag: "Profile",
    access: "bearer",
    headers: ProfileHeaders,
    body: ProfileInput,
    maxBodyBytes: profileBytes,
    replies: { 200: { description: "As it was stored.", body: ClientProfile } },
    problems: ["bad_request", "state_conflict", "dependency_unavailable"],
  },
  listProfileVersions: {
    method: "GET",
    path: "/profile/versions",
    summary: "Versions of the profile, newest first",
    description:
      "A version is kept for 12 months, and for as long as a plan rests on it or it is the newest.",
    tag: "Profile",
    access: "bearer",
    query: PageQuery,
    replies: { 200: { description: "A page of versions.", body: pageOf(ProfileVersion) } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  getProfileVersion: {
    method: "GET",
    path: "/profile/versions/:version",
    summary: "The profile as it was",
    tag: "Profile",
    access: "bearer",
    params: ProfileVersionPath,
    replies: { 200: { description: "The profile in this version.", body: ClientProfile } },
    problems: ["not_found", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
