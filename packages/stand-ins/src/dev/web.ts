import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { startServer, type Answer, type StandIn } from "../server.ts";

interface WebOptions {
  readonly port: number;
  readonly authOrigin: string;
  readonly apiOrigin: string;
  /** Where the sign-in link arrives; absent when a real provider sends it. */
  readonly mailboxUrl?: string | undefined;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const pages: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/verify": "verify.html",
  "/app.js": "app.js",
  "/style.css": "style.css",
  "/icon.svg": "icon.svg",
};

/**
 * Serves the placeholder of the web app from `web/public`, and at `/config.json` where the workers are. Rejects with
 * `PortTakenError` when the port is in use.
 */
export function startWeb({ port, authOrigin, apiOrigin, mailboxUrl }: WebOptions): Promise<StandIn> {
  const policy = `default-src 'self'; connect-src 'self' ${authOrigin} ${apiOrigin}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
  return startServer({
    name: "the web page",
    port,
    handle: async ({ method, target }): Promise<Answer> => {
      if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" } };
      const [path = ""] = target.split("?");
      if (path === "/config.json") return { body: { authOrigin, apiOrigin, mailboxUrl } };
      const file = pages[path];
      if (file === undefined) return { status: 404, body: "There is no such page." };
      return {
        headers: {
          "content-type": contentTypes[extname(file)] ?? "text/plain",
          "content-security-policy": policy,
          "referrer-policy": "no-referrer",
          "x-content-type-options": "nosniff",
          "cache-control": "no-store",
        },
        body: await readFile(new URL(`../../../../web/public/${file}`, import.meta.url)),
      };
    },
  });
}
