/**
 * The scripts that a page's HTML asks for, each once, as paths. Those for browsers without modules (`nomodule`) are not
 * loaded by any that the app supports.
 */
export function firstLoadScripts(html: string): string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g), ...html.matchAll(/<link\b[^>]*\bas="script"[^>]*>/g)];
  const paths = tags
    .map(([tag]) => tag)
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"?]+)/.exec(tag)?.[1] ?? []);
  return [...new Set(paths)];
}
