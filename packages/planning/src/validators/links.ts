import type { ClientProfile } from "@alva/contracts/profile";

/** The host of the owner's own website, without `www.`; the only one that generated text may link to. */
export function ownHost({ user_profile }: ClientProfile): string | null {
  const [, host] = /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(user_profile.website ?? "") ?? [];
  return host?.toLowerCase() ?? null;
}

/**
 * Whether a text holds a link, bare domain, mail address or script address that is not the owner's own. A missing space after a
 * full stop can look like a domain; a task lost to that is cheaper than a link that gets through.
 */
export function hasForeignLink(text: string, own: string | null): boolean {
  if (/(?:javascript|vbscript):|\bdata:[a-z]+\/|\bmailto:/i.test(text)) return true;
  return text.split(/[\s"'<>()[\]{}|,;]+/).some((token) => isForeign(token, own));
}

// The authority is everything to the next slash, so user info or a backslash never passes for the owner's host.
const withAuthority = /(?:^|[^:/])(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i;
const bareDomain = /(?:^|[@=:])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=[/:?#.!]|$)/u;
const fileEndings = new Set("pdf jpg jpeg png svg gif mp4 mov csv xlsx docx txt zip ics".split(" "));

function isForeign(token: string, own: string | null): boolean {
  const authority = withAuthority.exec(token)?.[1];
  if (authority !== undefined) return !isOwn(authority, own);
  const domain = bareDomain.exec(token)?.[1];
  if (domain === undefined) return false;
  const ending = domain.split(".").at(-1)?.toLowerCase() ?? "";
  return !fileEndings.has(ending) && (token.includes("@") || !isOwn(domain, own));
}

function isOwn(authority: string, own: string | null): boolean {
  const host = authority
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/[.!]+$/, "");
  return own !== null && (host === own || host.endsWith(`.${own}`));
}
