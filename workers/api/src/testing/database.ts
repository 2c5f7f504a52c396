import { neon, neonConfig } from "@neondatabase/serverless";
import { bindings } from "./bindings.ts";

neonConfig.fetchEndpoint = bindings.NEON_FETCH_ENDPOINT;

/** The database as its owner: tests look at rows with it, and move them back in time instead of waiting. */
export const owner = neon(bindings.OWNER_DATABASE_URL);
