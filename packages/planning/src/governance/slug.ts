/** NFKD without marks, in lower case, with `&` spelled out: what slugs and title tokens are cut from (section 5). */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("&", " and ");
}

/** The slug of a text: `[a-z0-9_]`, at most 40 long, empty if nothing is left (plan pipeline, section 5). */
export function slug(text: string): string {
  const underscored = foldText(text).replace(/[^a-z0-9]+/g, "_");
  return trimUnderscores(trimUnderscores(underscored).slice(0, 40));
}

function trimUnderscores(text: string): string {
  return text.replace(/^_|_$/g, "");
}
