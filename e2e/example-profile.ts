import { ProfileInput } from "@alva/contracts/profile";

/** An example as the profile of somebody new: the brand files that it names are uploads of nobody here. */
export function exampleProfile(example: unknown): ProfileInput {
  const profile = ProfileInput.parse(example);
  return { ...profile, brand_identity: { ...profile.brand_identity, asset_file_ids: [] } };
}
