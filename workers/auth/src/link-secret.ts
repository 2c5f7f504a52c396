import type { Derived, HmacKeys } from "@alva/http/hmac-keys";

/** The secret of a new link: derived from its random id, so that the mail can be written again from the database. */
export function deriveLinkSecret(keys: HmacKeys, linkId: string): Promise<Derived> {
  return keys.derive(`link.${linkId}`);
}

/** What the secret of a link may be, one for each key that could have made it. */
export function deriveLinkSecrets(keys: HmacKeys, linkId: string): Promise<Derived[]> {
  return keys.deriveAll(`link.${linkId}`);
}

/** A keyed hash of an address for the audit log: equal for equal addresses, and no list of addresses can be tried on it. */
export async function hashAddress(keys: HmacKeys, email: string): Promise<string> {
  return (await keys.derive(`address.${email}`)).secret;
}
