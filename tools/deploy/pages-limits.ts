import { glob, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Limits of Cloudflare Pages (developers.cloudflare.com/pages/platform/limits, and the page on `_headers`). */
export const limits = { files: 20_000, fileBytes: 25 * 1024 * 1024, headerRules: 100, headerLine: 2000 };
/** Of a script with the functions beside it, gzipped; a paid plan allows 10 MB. */
const scriptBytes = 3 * 1024 * 1024;

/** What a built app is like, in the terms of the limits. */
export interface Weights {
  readonly files: number;
  readonly heaviest: { readonly path: string; readonly bytes: number };
  readonly scriptBytes: number;
  readonly headers: string;
}

/** Weighs a folder that would be deployed. What lies in `_worker.js` is the script, all else is served as it is. */
export async function weigh(folder: string): Promise<Weights> {
  let files = 0;
  let script = 0;
  let heaviest = { path: "", bytes: 0 };
  for await (const path of glob("**/*", { cwd: folder })) {
    const file = await stat(join(folder, path));
    if (!file.isFile()) continue;
    if (path.startsWith("_worker.js/")) {
      if (path.endsWith(".js")) script += gzipSync(await readFile(join(folder, path))).byteLength;
      continue;
    }
    files += 1;
    if (file.size > heaviest.bytes) heaviest = { path, bytes: file.size };
  }
  return { files, heaviest, scriptBytes: script, headers: await readFile(join(folder, "_headers"), "utf8") };
}

/** Which limits a built app breaks, a sentence each. Cloudflare would refuse some and quietly drop what exceeds others. */
export function brokenLimits({ files, heaviest, scriptBytes: script, headers }: Weights): string[] {
  const lines = headers.split("\n");
  const rules = lines.filter((line) => /^(?:\/|https:)/.test(line)).length;
  const longest = Math.max(...lines.map(({ length }) => length));
  return [
    files > limits.files && `${files} files, of which ${limits.files} are allowed.`,
    heaviest.bytes > limits.fileBytes && `${heaviest.path} is larger than 25 MiB.`,
    script > scriptBytes && `The script is larger than 3 MiB, gzipped.`,
    rules > limits.headerRules && `_headers has ${rules} rules, of which ${limits.headerRules} are read.`,
    longest > limits.headerLine &&
      `_headers has a line of ${longest} characters; ${limits.headerLine} are read.`,
  ].filter((sentence) => sentence !== false);
}
