import { hasRedisServer } from "./engine/redis-server.ts";

const installed = hasRedisServer();

/** The engines that every rule is tested on. Where there is no redis-server the title says what was left out. */
export const enginesUnderTest = [
  { engine: "embedded", title: "on the embedded engine", available: true },
  {
    engine: "server",
    title: installed
      ? "on redis-server"
      : "on redis-server: SKIPPED, none is on the PATH, so these rules were tested on the embedded engine only",
    available: installed,
  },
] as const;
