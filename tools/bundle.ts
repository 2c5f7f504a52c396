import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/**
 * Builds a worker exactly as `wrangler deploy` would, without deploying it, into `dist/<name>/index.js`. Returns how many
 * bytes that is, gzipped.
 */
export async function bundleWorker(name: "auth" | "api"): Promise<number> {
  return gzipSync(await buildScript(`dist/${name}`, ["-c", `wrangler.${name}.toml`])).byteLength;
}

/**
 * Runs `wrangler deploy` with the given arguments as far as the upload. The output folder gets what would be uploaded;
 * returned is the script in it.
 */
export async function buildScript(outdir: string, deploy: readonly string[]): Promise<string> {
  await promisify(execFile)("wrangler", ["deploy", "--dry-run", "--minify", "--outdir", outdir, ...deploy], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  const [script = ""] = (await readdir(outdir)).filter((file) => file.endsWith(".js"));
  return readFile(join(outdir, script), "utf8");
}

if (import.meta.main) await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
