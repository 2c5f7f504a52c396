import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

/**
 * Builds a worker exactly as `wrangler deploy` would, without deploying it, into `dist/<name>/index.js`, and what esbuild
 * tells of it into `bundle-meta.json` beside. Returns how many bytes the script is, gzipped.
 */
export async function bundleWorker(name: "auth" | "api"): Promise<number> {
  const script = await buildScript(`dist/${name}`, ["-c", `wrangler.${name}.toml`, "--metafile"]);
  return gzipSync(script).byteLength;
}

/**
 * Runs `wrangler deploy` with the given arguments as far as the upload. The output folder gets what would be uploaded;
 * returned is the script in it.
 */
export async function buildScript(outdir: string, deploy: readonly string[]): Promise<string> {
  const [script] = await buildModules(outdir, deploy);
  return script.contents;
}

/** Like {@link buildScript}, with the files that are uploaded beside the script. */
export async function buildModules(outdir: string, deploy: readonly string[]): Promise<WorkerModules> {
  await promisify(execFile)("wrangler", ["deploy", "--dry-run", "--minify", "--outdir", outdir, ...deploy], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  return readModules(outdir);
}

/** A worker as Miniflare takes it: the script, which comes first, and the files that it imports as bytes. */
export type WorkerModules = [
  { readonly type: "ESModule"; readonly path: string; readonly contents: string },
  ...{ readonly type: "Data"; readonly path: string; readonly contents: Uint8Array<ArrayBuffer> }[],
];

/** Reads what was built into this folder. */
export async function readModules(folder: string): Promise<WorkerModules> {
  const files = await readdir(folder);
  const script = files.find((file) => file.endsWith(".js")) ?? "";
  const binaries = files.filter((file) => file.endsWith(".bin"));
  return [
    { type: "ESModule", path: script, contents: await readFile(join(folder, script), "utf8") },
    ...(await Promise.all(
      binaries.map(async (path) => {
        const contents = new Uint8Array(await readFile(join(folder, path)));
        return { type: "Data" as const, path, contents };
      }),
    )),
  ];
}

if (import.meta.main) await Promise.all([bundleWorker("auth"), bundleWorker("api")]);
