import type { ClientProfile } from "@alva/contracts/profile";

/**
 * What a model may see of a profile (plan pipeline, section 4): the answers, as one JSON text. Ids, versions, times and uploads
 * stay here.
 */
export function customerData(profile: ClientProfile): string {
  const {
    schema_version: _schema,
    client_id: _client,
    profile_version: _version,
    updated_at: _at,
    ...answers
  } = profile;
  const { asset_file_ids: _files, ...brand_identity } = answers.brand_identity;
  const client_notes = answers.client_notes.map(({ source, text }) => ({ source, text }));
  return JSON.stringify({ ...answers, brand_identity, client_notes });
}
