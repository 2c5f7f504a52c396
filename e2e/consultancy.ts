import b2bConsultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import { ProfileInput } from "@alva/contracts/profile";

const parsed = ProfileInput.parse(b2bConsultancy);

/** A business that needs every module: the example, but for the files that it names and nobody here has uploaded. */
export const consultancy: ProfileInput = {
  ...parsed,
  brand_identity: { ...parsed.brand_identity, asset_file_ids: [] },
};
