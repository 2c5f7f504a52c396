// Run by start.test.ts in a process of its own: starts a redis-server, names it, and dies without a chance to clean up.
import { spawnRedisServer } from "./engine/redis-server.ts";

const { pid, socketPath } = await spawnRedisServer();
process.stdout.write(JSON.stringify({ pid, socketPath }), () => process.kill(process.pid, "SIGKILL"));
