import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Redis } from "@upstash/redis";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { PortTakenError } from "../server.ts";
import { hasRedisServer, spawnRedisServer } from "./engine/redis-server.ts";
import { enginesUnderTest } from "./engines-under-test.ts";
import { startRedis } from "./start.ts";

const Address = z.object({ port: z.int() });
const Server = z.object({ pid: z.int(), socketPath: z.string() });
const token = "start-test-token";

afterEach(() => void vi.unstubAllEnvs());

for (const { engine, title, available } of enginesUnderTest) {
  describe.skipIf(!available)(`the Redis stand-in ${title}`, () => {
    test("what one wrote is not there for the next", async () => {
      for (const expected of [1, 1]) {
        const standIn = await startRedis({ token, engine });
        expect(standIn).toMatchObject({ engine, url: `http://127.0.0.1:${standIn.port}` });
        expect(await new Redis({ url: standIn.url, token, enableTelemetry: false }).incr("n")).toBe(expected);
        await standIn.close();
        await expect(fetch(standIn.url)).rejects.toThrow("fetch failed");
      }
    });

    test("a key is gone when its time is over", async () => {
      const standIn = await startRedis({ token, engine });
      const redis = new Redis({ url: standIn.url, token, enableTelemetry: false });
      await redis.set("k", "v", { px: 20 });
      await expect.poll(() => redis.get("k")).toBeNull();
      expect(await redis.dbsize()).toBe(0);
      await standIn.close();
    });

    test("closing leaves nothing that keeps a process alive", async () => {
      const fixture = fileURLToPath(new URL("closed.fixture.ts", import.meta.url));
      expect(await promisify(execFile)(process.execPath, [fixture, engine])).toEqual({
        stdout: "",
        stderr: "",
      });
    });

    test("a port that is taken is reported by its number", async () => {
      const first = await startRedis({ token, engine });
      await expect(startRedis({ token, engine, port: first.port })).rejects.toThrow(PortTakenError);
      await first.close();
    });
  });
}

test("without a redis-server on the PATH the embedded engine is taken, unless a server was asked for", async () => {
  vi.stubEnv("PATH", "/nowhere");
  const standIn = await startRedis({ token });
  expect(standIn.engine).toBe("embedded");
  await standIn.close();
  await expect(startRedis({ token, engine: "server" })).rejects.toThrow(
    "There is no redis-server on the PATH",
  );
});

test("a redisUrl where nothing listens is an error at the start", async () => {
  await expect(startRedis({ token, redisUrl: "redis://127.0.0.1:1" })).rejects.toThrow("ECONNREFUSED");
});

describe.skipIf(!hasRedisServer())("with a redis-server on the PATH (skipped where there is none)", () => {
  test("it is what the stand-in takes by default", async () => {
    const standIn = await startRedis({ token });
    expect(standIn.engine).toBe("server");
    await standIn.close();
  });

  test("stopping ends the process and removes its folder", async () => {
    const server = await spawnRedisServer();
    expect(isRunning(server.pid)).toBe(true);
    await server.stop();
    expect(isRunning(server.pid)).toBe(false);
    expect(existsSync(server.socketPath)).toBe(false);
  });

  test("a process that is killed leaves no redis-server behind", async () => {
    const fixture = fileURLToPath(new URL("killed.fixture.ts", import.meta.url));
    const child = spawn(process.execPath, [fixture], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [, signal] = await once(child, "close");
    expect(signal).toBe("SIGKILL");
    const { pid, socketPath } = Server.parse(JSON.parse(output));
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect.poll(() => existsSync(socketPath)).toBe(false);
  });

  test("a Redis given by URL keeps its content, and comes back after its connections were lost", async () => {
    const server = await spawnRedisServer();
    const link = await openTcp(server.socketPath);
    const standIn = await startRedis({ token, redisUrl: `redis://127.0.0.1:${link.port}` });
    expect(standIn.engine).toBe("url");
    const redis = new Redis({ url: standIn.url, token, enableTelemetry: false });
    expect(await redis.multi().set("k", "bar1").get("k").exec()).toEqual(["OK", "bar1"]);

    const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
    link.cut();
    await expect.poll(() => redis.get("k").catch(() => "not yet")).toBe("bar1");
    expect(complaints).toHaveBeenCalledWith(expect.stringContaining("the connection to Redis failed"));
    complaints.mockRestore();

    await standIn.close();
    const next = await startRedis({ token, redisUrl: `redis://127.0.0.1:${link.port}` });
    expect(await new Redis({ url: next.url, token, enableTelemetry: false }).get("k")).toBe("bar1");
    await next.close();
    await link.close();
    await server.stop();
  });
});

/** Signal 0 asks without doing anything. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A TCP port in front of a Unix socket, whose connections can be cut. */
async function openTcp(socketPath: string) {
  const open = new Set<() => void>();
  const server = createServer((socket) => {
    const upstream = connect(socketPath);
    const cut = (): void => {
      socket.destroy();
      upstream.destroy();
      open.delete(cut);
    };
    open.add(cut);
    socket.on("error", cut).on("close", cut).pipe(upstream);
    upstream.on("error", cut).on("close", cut).pipe(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: Address.parse(server.address()).port,
    cut: () => {
      for (const end of open) end();
    },
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
