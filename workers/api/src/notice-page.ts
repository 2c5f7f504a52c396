import type { Context } from "hono";
import { html, raw } from "hono/html";

interface NoticePage {
  readonly title: string;
  readonly content: ReturnType<typeof html>;
}

/** A page for people, in the product's look and with nothing to load; its style sheet is the one that its policy names. */
export function noticePage(c: Context, { title, content }: NoticePage): ReturnType<typeof html> {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style nonce="${c.get("secureHeadersNonce") ?? ""}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <p class="wordmark">Alva</p>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

/** The tokens of the product specification, section 3, light and dark. */
const style = `
:root { color-scheme: light dark; --page: #fafafa; --surface: #fff; --text: #1f1f1f; --link: #0056b3; --line: #e5e5e5; --halo: #1f1f1f }
@media (prefers-color-scheme: dark) { :root { --page: #0f172a; --surface: #1e293b; --text: #fafafa; --link: #93c5fd; --line: #334155; --halo: #fff } }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 Inter, Helvetica, Arial, sans-serif }
main { max-width: 28rem; margin: 10vh auto; padding: 24px; background: var(--surface); border: 1px solid var(--line); border-top: 4px solid #ffd700; border-radius: 12px }
.wordmark { margin: 0; font-weight: 700; font-size: 18px }
h1 { margin: 16px 0 8px; font-size: 26px; line-height: 1.25 }
button { min-height: 48px; padding: 0 24px; border: 0; border-radius: 8px; background: #ffd700; color: #1f1f1f; font: inherit; font-weight: 600; cursor: pointer }
button:hover { background: #ffe44d }
a { display: inline-flex; align-items: center; min-height: 44px; color: var(--link) }
:focus-visible { outline: 2px solid var(--halo); outline-offset: 2px; box-shadow: 0 0 0 6px #ffd700 }
@media (max-width: 30rem) { main { margin: 0; min-height: 100vh; border-width: 4px 0 0; border-radius: 0 } }
`;
