import { ApiError } from "@alva/http/api-error";
import type { ClientProfile, ProfileInput } from "@alva/contracts/profile";

/**
 * The answers as this person's document. Whatever a client wrote into the four server fields is dropped; version and
 * time are placeholders that the database overwrites when it stores the document.
 */
export function ownProfile(userId: string, input: ProfileInput): ClientProfile {
  return {
    ...input,
    schema_version: "1.0.0",
    client_id: userId,
    profile_version: 1,
    updated_at: "1970-01-01T00:00:00.000Z",
  };
}

/** What is said of a file id in a profile that is not an upload of its owner. */
export const notYours = "This file is not among your uploads.";

/** The refusal of a profile that names files of others at these positions. `path` is where the profile lies in the request. */
export function foreignFilesRefusal(
  positions: readonly number[],
  path: "" | "clientProfile." = "",
): ApiError {
  return new ApiError("validation_failed", "Nothing was saved. Please correct the fields named here.", {
    errors: positions.map((position) => ({
      path: `${path}brand_identity.asset_file_ids.${position}`,
      message: notYours,
    })),
  });
}
