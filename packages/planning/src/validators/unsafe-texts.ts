import { hasForeignLink } from "./links.ts";
import { asksForCredentials } from "./policies.ts";

/** Names the texts of an answer that link elsewhere or ask for passwords. */
export function unsafeTexts(value: unknown, own: string | null, path = ""): string[] {
  if (typeof value === "string") {
    if (asksForCredentials(value)) return [`${path}: Do not ask for passwords, codes or card details.`];
    return hasForeignLink(value, own) ? [`${path}: Do not link to anything but the owner's website.`] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    unsafeTexts(member, own, path === "" ? key : `${path}.${key}`),
  );
}
