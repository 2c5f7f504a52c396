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
