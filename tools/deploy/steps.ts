import type { WorkerSettings } from "./settings.ts";

/** One command of a deployment. */
export interface Step {
  readonly does: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Where it runs, below the project's root. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds the web app for the addresses that the workers are told, so that the three cannot disagree. */
export function webBuild({ variables }: WorkerSettings): Step {
  return {
    does: "build the web app",
    command: ["node", "build.ts"],
    folder: "web",
    env: {
      NEXT_PUBLIC_WEB_ORIGIN: String(variables.WEB_ORIGIN),
      NEXT_PUBLIC_AUTH_ORIGIN: String(variables.AUTH_ORIGIN),
      NEXT_PUBLIC_API_ORIGIN: String(variables.API_ORIGIN),
    },
  };
}

/**
 * What changes production, in this order: the database first, since migrations are safe while older workers run; auth before
 * api, which asks it for keys; the web app last, since it may call what the new workers have and the old ones had not.
 */
export function releases({ variables }: WorkerSettings): Step[] {
  return [
    { does: "migrate the database", command: ["node", "src/migrate.ts"], folder: "packages/database" },
    workerRelease("auth", variables.AUTH_ORIGIN),
    workerRelease("api", variables.API_ORIGIN),
    {
      does: "deploy web",
      command: ["wrangler", "pages", "deploy", "--branch=main", "--commit-dirty"],
      folder: "web",
    },
  ];
}

function workerRelease(name: "auth" | "api", origin: unknown): Step {
  // Its own domain, which Cloudflare makes when it is new.
  const domain = `--domain=${new URL(String(origin)).hostname}`;
  return {
    does: `deploy ${name}`,
    command: ["wrangler", "deploy", "--minify", "-c", `wrangler.${name}.toml`, domain],
    folder: ".",
  };
}
