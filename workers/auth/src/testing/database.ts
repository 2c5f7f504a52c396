import { neon, neonConfig } from "@neondatabase/serverless";
import { bindings } from "./bindings.ts";

neonConfig.fetchEndpoint = bindings.NEON_FETCH_ENDPOINT;

/** The database as its owner: tests look at rows with it, and move them back in time instead of waiting. */
export const owner = neon(bindings.OWNER_DATABASE_URL);

/** Makes the next statement fail; see the stand-ins' `Fault`. */
export async function failDatabase(fault: object): Promise<void> {
  await fetch(new URL("/_stand-in/faults", bindings.NEON_FETCH_ENDPOINT), {
    method: "POST",
    body: JSON.stringify({ path: "/sql", ...fault }),
  });
}
