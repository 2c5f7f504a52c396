/** Markup that is safe to send: every text in it was escaped on its way in. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Html[];

/** Builds markup from a template; texts are escaped, markup and lists of markup are taken as they are. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: String.raw({ raw: literals }, ...parts.map(toMarkup)) };
}

function toMarkup(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("markup" in part) return part.markup;
  return part.map(({ markup }) => markup).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
