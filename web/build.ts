import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as z from "zod";

/**
 * Builds the app for Cloudflare Pages into `.vercel/output/static`. All that depends on the adapter is here and in
 * `vercel.json`: Next itself builds static pages alone, so a move to another adapter changes these two files.
 *
 * `NEXT_PUBLIC_AUTH_ORIGIN` and `NEXT_PUBLIC_API_ORIGIN` say where the workers are, `NEXT_PUBLIC_WEB_ORIGIN` where the app is.
 */
const root = fileURLToPath(new URL(".", import.meta.url));
const output = new URL(".vercel/output/static/", import.meta.url);
const common = [
  "  Referrer-Policy: no-referrer",
  "  X-Content-Type-Options: nosniff",
  "  Permissions-Policy: camera=(), microphone=(), geolocation=()",
  "  Strict-Transport-Security: max-age=63072000; includeSubDomains",
];
/** Sonner puts its style sheet into the page by script, first an empty element and then this text. */
const toastStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];
const isOfTheApp =
  /^(?!_worker\.js|cdn-cgi|404|500|open-graph).*\.(?:html|rsc|js|css|woff2|svg|png|webmanifest)$/;
const Routes = z.looseObject({ exclude: z.array(z.string()) });
const module = (path: string) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));

// What one build kept on a device is not read by another. Next is told through its environment, once for all its processes.
process.env.NEXT_PUBLIC_BUILD = Date.now().toString(36);

// The builder asks which hosted project this is, and is content with none.
await mkdir(new URL(".vercel", import.meta.url), { recursive: true });
await writeFile(
  new URL(".vercel/project.json", import.meta.url),
  JSON.stringify({ projectId: "_", orgId: "_", settings: { framework: "nextjs" } }),
);
// Left alone, the adapter would fetch the newest builder; ours is pinned.
run(module("vercel/dist/index.js"), "build");
run(module("@cloudflare/next-on-pages/bin/index.js"), "--skip-build");
await buildServiceWorker();
await routePastWorker("/service-worker.js");
await appendFile(new URL("_headers", output), await pageHeaders());

function run(script: string, argument: string): void {
  const { status } = spawnSync(process.execPath, [script, argument], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", VERCEL_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The service worker with the list of all that it keeps: every page, script, style, font and icon. */
async function buildServiceWorker(): Promise<void> {
  const files: Record<string, string> = {};
  for await (const file of glob("**/*.*", { cwd: fileURLToPath(output) })) {
    if (!isOfTheApp.test(file)) continue;
    const content = await readFile(new URL(file, output));
    files[pathOf(file)] = createHash("sha256").update(content).digest("base64url").slice(0, 12);
  }
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const list = JSON.stringify(sorted);
  await build({
    entryPoints: [fileURLToPath(new URL("service-worker/service-worker.ts", import.meta.url))],
    outfile: fileURLToPath(new URL("service-worker.js", output)),
    define: {
      appFiles: list,
      appVersion: JSON.stringify(createHash("sha256").update(list).digest("base64url").slice(0, 12)),
    },
    bundle: true,
    minify: true,
    target: "es2022",
  });
}

/** The adapter's worker knows the files it saw itself; one that came later is served past it. */
async function routePastWorker(path: string): Promise<void> {
  const file = new URL("_routes.json", output);
  const routes = Routes.parse(JSON.parse(await readFile(file, "utf8")));
  await writeFile(file, JSON.stringify({ ...routes, exclude: [...routes.exclude, path] }));
}

/** Pages are asked for without their ending. */
function pathOf(file: string): string {
  return `/${file.replace(/\.html$/, "").replace(/(?:^|\/)index$/, "")}`;
}

/** Each page's policy names the hashes of its own inline scripts, so that no other inline script runs. */
async function pageHeaders(): Promise<string> {
  const origins = [process.env.NEXT_PUBLIC_AUTH_ORIGIN, process.env.NEXT_PUBLIC_API_ORIGIN].filter(
    (origin) => origin !== undefined,
  );
  const rules = ["/*", ...common, "/service-worker.js", "  Cache-Control: no-cache"];
  for await (const file of glob("**/*.html", { cwd: fileURLToPath(output) })) {
    const html = await readFile(new URL(file, output), "utf8");
    rules.push(pathOf(file), `  Content-Security-Policy: ${policy(html, origins)}`);
  }
  return `${rules.join("\n")}\n`;
}

function policy(html: string, origins: readonly string[]): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = new Set(
    scripts.map(([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`),
  );
  return [
    "default-src 'self'",
    `script-src 'self' ${[...hashes].join(" ")}`,
    `style-src 'self' ${toastStyles.join(" ")}`,
    // Positions and widths that scripts compute are style attributes; no style sheet is let in by this.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${origins.join(" ")}`.trim(),
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
