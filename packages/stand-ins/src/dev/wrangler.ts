import { createRequire } from "node:module";
import { join } from "node:path";
import { startChild, type Child } from "./child-process.ts";
import { anyFreePort } from "./free-port.ts";

interface WranglerOptions {
  readonly name: "auth" | "api";
  readonly port: number;
  /** The folder with `wrangler.<name>.toml`. */
  readonly root: string;
  /** Gets what the worker prints once it runs. */
  readonly log: (line: string) => void;
}

/** A running `wrangler dev`. */
export interface Wrangler extends Child {
  /** What it printed until the worker was ready. */
  readonly said: readonly string[];
}

/** Starts `wrangler dev` for one worker, quiet and without a terminal. Whether the worker answers is the caller's to ask. */
export async function startWrangler({ name, port, root, log }: WranglerOptions): Promise<Wrangler> {
  const said: string[] = [];
  let ready = false;
  const child = startChild({
    script: createRequire(import.meta.url).resolve("wrangler"),
    args: [
      "dev",
      `--config=wrangler.${name}.toml`,
      `--port=${port}`,
      // Two workers that start together would both settle on the usual port, and lock each other's local state.
      `--inspector-port=${await anyFreePort()}`,
      `--persist-to=${join(root, ".wrangler", name)}`,
      "--show-interactive-dev-session=false",
    ],
    cwd: root,
    env: {
      CI: "1",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      CLOUDFLARE_INCLUDE_PROCESS_ENV: "false",
    },
    onLine: (line) => {
      if (!ready) said.push(line);
      else if (isWorth(line)) log(line);
      ready ||= line.includes("Ready on ");
    },
  });
  return { ...child, said };
}

/** Wrangler's own account of each request and our health checks say nothing new. */
function isWorth(line: string): boolean {
  return line.trim() !== "" && !line.startsWith("[wrangler:info]") && !line.includes('"route":"/health"');
}
