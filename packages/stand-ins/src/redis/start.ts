import { type StandIn, startServer } from "../server.ts";
import { createEmbeddedRedis } from "./engine/embedded/embedded.ts";
import type { RedisEngine } from "./engine/engine.ts";
import { connectRedis } from "./engine/real.ts";
import { hasRedisServer, spawnRedisServer } from "./engine/redis-server.ts";
import { createHandler } from "./routes.ts";
import { createStreams } from "./stream.ts";

/** Which Redis answers: one that was given by URL, a `redis-server` of our own, or the one inside this process. */
export type EngineName = "url" | "server" | "embedded";

interface RedisOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** What clients must send as their bearer token. */
  readonly token: string;
  /** A Redis that is already running: `redis://…` or `rediss://…`. It keeps what it holds when the stand-in closes. */
  readonly redisUrl?: string;
  /** Overrules the choice: by default `redisUrl`, else a `redis-server` on the PATH, else the embedded engine. */
  readonly engine?: "server" | "embedded";
}

/**
 * Starts a stand-in for Upstash Redis: its REST interface on 127.0.0.1, as `@upstash/redis` and `@upstash/ratelimit` use
 * it. Rejects with `PortTakenError`, or when the chosen Redis cannot be reached or started.
 */
export async function startRedis(options: RedisOptions): Promise<StandIn & { readonly engine: EngineName }> {
  const { port = 0, token, redisUrl } = options;
  const name = options.engine ?? (redisUrl !== undefined ? "url" : hasRedisServer() ? "server" : "embedded");
  const engine = await openEngine(name, redisUrl);
  const streams = createStreams(engine);
  try {
    const standIn = await startServer({
      name: "Upstash Redis",
      port,
      handle: createHandler({ engine, streams, token }),
      async onClose() {
        streams.closeAll();
        await engine.close();
      },
    });
    return { ...standIn, engine: name };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openEngine(name: EngineName, redisUrl: string | undefined): Promise<RedisEngine> {
  if (name === "embedded") return createEmbeddedRedis();
  if (name === "url") {
    if (redisUrl === undefined) throw new TypeError("the engine url needs a redisUrl");
    return connectRedis({ url: redisUrl });
  }
  if (!hasRedisServer())
    throw new Error("There is no redis-server on the PATH: install it or use the embedded engine.");
  const server = await spawnRedisServer();
  try {
    return await connectRedis({ socketPath: server.socketPath }, () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}
