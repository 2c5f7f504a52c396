import type { Answer } from "../server.ts";
import { html, type Html } from "./html.ts";

interface PageOptions {
  readonly title: string;
  readonly body: Html;
  /** Path of the one script that the page may run. */
  readonly script?: string;
  /** Reloads the page by itself, for pages without a script. */
  readonly refreshSeconds?: number;
}

/** A page in the product's colours that runs no foreign script and is never cached. */
export function page({ title, body, script, refreshSeconds }: PageOptions): Answer {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds === undefined ? undefined : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title}</title>
        <style>
          ${{ markup: style }}
        </style>
      </head>
      <body>
        ${body} ${script === undefined ? undefined : html`<script src="${script}" defer></script>`}
      </body>
    </html> `;
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "frame-src 'self'",
    ...(script === undefined ? [] : ["script-src 'self'", "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy.join("; "),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: document.markup,
  };
}

const style = `
:root { color-scheme: light dark; --page: #fafafa; --surface: #fff; --soft: #f0f0f0; --text: #1f1f1f; --muted: #5c5c5c;
  --link: #0056b3; --line: #e5e5e5; --success: #1e7e34; --danger: #d32f2f; --primary: #ffd700; }
@media (prefers-color-scheme: dark) { :root { --page: #0f172a; --surface: #1e293b; --soft: #334155; --text: #fafafa;
  --muted: #94a3b8; --link: #93c5fd; --line: #334155; --success: #86efac; --danger: #fca5a5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 Inter, Helvetica, Arial, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 24px 0 12px; padding-left: 12px; border-left: 4px solid var(--primary); }
p { margin: 4px 0; }
a { color: var(--link); overflow-wrap: anywhere; }
.muted { color: var(--muted); font-size: 14px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px; margin: 0 0 8px; }
.row { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; justify-content: space-between; }
.button { display: inline-block; background: var(--primary); color: #1f1f1f; border-radius: 8px; padding: 12px 20px; min-height: 44px;
  font-weight: 700; text-decoration: none; }
.pill { background: var(--soft); border-radius: 24px; padding: 2px 10px; font-size: 13px; white-space: nowrap; }
.ok { color: var(--success); } .bad { color: var(--danger); }
.notice { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--primary); border-radius: 8px; padding: 8px 16px; }
.links { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 0 24px; }
.list { max-height: 70vh; overflow-y: auto; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 8px; }
.figures b { display: block; font-size: 22px; }
pre, .mono { font-family: ui-monospace, monospace; font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; margin: 8px 0 0; }
iframe { width: 100%; height: 260px; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;
