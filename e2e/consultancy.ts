import b2bConsultancy from "@alva/contracts/examples/b2b-consultancy.json" with { type: "json" };
import { exampleProfile } from "./example-profile.ts";

/** A business that needs every module. */
export const consultancy = exampleProfile(b2bConsultancy);
