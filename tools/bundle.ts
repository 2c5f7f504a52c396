import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/** A worker as it would be deployed. */
export interface Bundle {
  readonly name: "auth" | "api";
  /** The minified module. */
  readonly path: string;
  readonly gzipBytes: number;
}

/** Builds a worker exactly as `wrangler deploy` would, without deploying it. */
export async function bundleWorker(name: Bundle["name"]): Promise<Bundle> {
  const outdir = `dist/${name}`;
  await promisify(execFile)(
    "wrangler",
    ["deploy", "--dry-run", "--minify", "--outdir", outdir, "-c", `wrangler.${name}.toml`],
    { env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  const path = `${outdir}/index.js`;
  return { name, path, gzipBytes: gzipSync(await readFile(path)).byteLength };
}

if (import.meta.main) await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
