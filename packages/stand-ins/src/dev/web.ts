import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
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
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const pages: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/verify": "verify.html",
  "/account": "account.html",
  "/style.css": "style.css",
  "/icon.svg": "icon.svg",
};

/** Each page has a script of its own. */
const scripts = ["landing", "verify", "account"];
const web = new URL("../../../../web/", import.meta.url);

/**
 * Serves the placeholder of the web app from `web/public`, its scripts from `web/src`, and at `/config.json` where the workers are. Rejects with
 * `PortTakenError` when the port is in use.
 */
export async function startWeb({ port, authOrigin, apiOrigin, mailboxUrl }: WebOptions): Promise<StandIn> {
  const built = await buildScripts();
  const policy = `default-src 'self'; connect-src 'self' ${authOrigin} ${apiOrigin}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
  const headers = {
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return startServer({
    name: "the web page",
    port,
    handle: async ({ method, target }): Promise<Answer> => {
      if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" } };
      const [path = ""] = target.split("?");
      if (path === "/config.json") return { body: { authOrigin, apiOrigin, mailboxUrl } };
      const script = built.get(path);
      if (script !== undefined) return { headers: { ...headers, "content-type": javascript }, body: script };
      const file = pages[path];
      if (file === undefined) return { status: 404, body: "There is no such page." };
      return {
        headers: { ...headers, "content-type": contentTypes[extname(file)] ?? "text/plain" },
        body: await readFile(new URL(`public/${file}`, web)),
      };
    },
  });
}

const javascript = "text/javascript; charset=utf-8";

/** The pages' scripts, by the path each is served at. */
async function buildScripts(): Promise<ReadonlyMap<string, Uint8Array>> {
  const root = fileURLToPath(web);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: scripts.map((name) => `src/${name}.ts`),
    outdir: root,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [`/${path.slice(root.length)}`, contents]));
}
