import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stack, startStack } from "@alva/stand-ins/stack";
import { developmentOrigins, workerVariables } from "@alva/stand-ins/worker-variables";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { Client } from "pg";
import * as z from "zod";
import { printErrors } from "../../e2e/product.ts";
import { buildModules, type WorkerModules } from "../../tools/bundle.ts";
import { betterAuthVariables, migrateBetterAuth } from "./better-auth.ts";
import { Answer, type Ask, type Call } from "./call.ts";
import { post } from "./post.ts";
import { median } from "./statistics.ts";

/** Both built workers, what they are measured against, and what they stand on. */
export interface AuthBench {
  readonly stack: Stack;
  /** The database as its owner. */
  readonly owner: Client;
  /**
   * Sends requests to a worker, one after the other, all of it `repeats` times (once by default). Rejects when one is
   * not answered with a status that it names.
   */
  call(to: WorkerName, asks: readonly Ask[], options?: { readonly repeats?: number }): Promise<Called>;
  close(): Promise<void>;
}

interface Called {
  /** Those of the last repetition. */
  readonly answers: readonly Answer[];
  /** Of one request, without what a call costs by itself. */
  readonly milliseconds: number;
}

type WorkerName = "alva" | "better-auth" | "bearer" | "floor" | "api" | "api-floor";

const emptyCalls = 50;

/** Nobody listens at this auth: whatever runs at the usual one would tell the api worker keys of its own. */
const origins = { ...developmentOrigins, auth: "http://localhost:9" };

/**
 * Starts one workerd with all the workers in it, each built as `wrangler deploy` would, on the stand-ins and one
 * Postgres, in which better-auth has a schema of its own.
 */
export async function startAuthBench(): Promise<AuthBench> {
  const scripts = await buildScripts();
  const stack = await startStack();
  await migrateBetterAuth(stack.postgres.url);
  const owner = new Client({ connectionString: stack.postgres.url });
  await owner.connect();
  const workerd = startWorkerd(stack, scripts);
  const url = await workerd.ready;
  const agent = new Agent({ keepAlive: true });

  async function send(call: Call) {
    const { answer, milliseconds } = await post(url, call, agent);
    return { answers: z.array(Answer).parse(answer), milliseconds };
  }

  const empty: number[] = [];
  for (let sent = 0; sent < emptyCalls; sent += 1) {
    empty.push((await send({ to: "floor", asks: [], repeats: 1 })).milliseconds);
  }
  const costOfCall = median(empty.slice(emptyCalls / 2));

  return {
    stack,
    owner,
    async call(to, asks, { repeats = 1 } = {}) {
      const { answers, milliseconds } = await send({ to, asks, repeats });
      return { answers, milliseconds: (milliseconds - costOfCall) / (asks.length * repeats) };
    },
    async close() {
      agent.destroy();
      await workerd.dispose();
      await owner.end();
      await stack.close();
    },
  };
}

type Scripts = Readonly<Record<WorkerName | "caller", WorkerModules>>;

async function buildScripts(): Promise<Scripts> {
  const folder = await mkdtemp(join(tmpdir(), "alva-bench-"));
  const own = (name: string) =>
    buildModules(join(folder, name.replace("/", "-")), [
      `bench/${name}.worker.ts`,
      "-c",
      "bench/auth/wrangler.toml",
    ]);
  const [caller, alva, betterAuth, bearer, floor, api, apiFloor] = await Promise.all([
    own("auth/caller"),
    buildModules(join(folder, "alva"), ["-c", "wrangler.auth.toml"]),
    own("auth/better-auth"),
    own("auth/bearer"),
    own("auth/floor"),
    buildModules(join(folder, "api"), ["-c", "wrangler.api.toml"]),
    own("api/floor"),
  ]);
  await rm(folder, { recursive: true });
  return { caller, alva, "better-auth": betterAuth, bearer, floor, api, "api-floor": apiFloor };
}

function startWorkerd(stack: Stack, scripts: Scripts): Miniflare {
  const bindings = workerVariables(stack, origins);
  const worker = (name: keyof Scripts) => ({
    name,
    modules: scripts[name],
    compatibilityDate: "2026-11-01",
  });
  const serviceBindings: Record<WorkerName, WorkerName> = {
    alva: "alva",
    "better-auth": "better-auth",
    bearer: "bearer",
    floor: "floor",
    api: "api",
    "api-floor": "api-floor",
  };
  return new Miniflare(
    convertV4MiniflareOptions({
      // Requests from outside go to the first.
      workers: [
        { ...worker("caller"), serviceBindings },
        { ...worker("alva"), bindings, compatibilityFlags: ["nodejs_als"] },
        {
          ...worker("better-auth"),
          bindings: betterAuthVariables(stack),
          compatibilityFlags: ["nodejs_compat"],
        },
        { ...worker("bearer"), bindings },
        { ...worker("floor"), bindings },
        { ...worker("api"), bindings, r2Buckets: ["UPLOADS"], compatibilityFlags: ["nodejs_als"] },
        { ...worker("api-floor"), bindings },
      ],
      host: "127.0.0.1",
      port: 0,
      cf: false,
      // A line per request would bury the tables, and deliveries for a plan that does not exist are warned of.
      handleStructuredLogs: printErrors,
    }),
  );
}
