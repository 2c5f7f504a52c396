import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/**
 * Builds a worker exactly as `wrangler deploy` would, without deploying it, into `dist/<name>/index.js`. Returns how many
 * bytes that is, gzipped.
 */
export async function bundleWorker(name: "auth" | "api"): Promise<number> {
  const outdir = `dist/${name}`;
  await promisify(execFile)(
    "wrangler",
    ["deploy", "--dry-run", "--minify", "--outdir", outdir, "-c", `wrangler.${name}.toml`],
    { env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  return gzipSync(await readFile(`${outdir}/index.js`)).byteLength;
}

if (import.meta.main) await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
