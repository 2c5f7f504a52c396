import { PublicKeySet } from "@alva/contracts/auth";
import type { Config } from "./config.ts";

/** The public halves of the signing keys. The schema drops every member it does not name, `d` among them. */
export function publicKeys(signingKeys: Config["signingKeys"]): PublicKeySet {
  return PublicKeySet.parse({ keys: signingKeys });
}
