import { expect, test } from "vitest";
import { PortTakenError, startServer } from "./server.ts";
import { startStack } from "./stack.ts";
import { workerVariables } from "./worker-variables.ts";

test("everything runs, and every worker variable has a value", async () => {
  const stack = await startStack();
  try {
    const variables = workerVariables(stack);
    expect(Object.entries(variables).filter(([, value]) => value === "")).toEqual([]);
    expect(variables.AUTH_PUBLIC_KEYS).not.toContain('"d"');
    const redis = await fetch(stack.redis.url, {
      method: "POST",
      headers: { Authorization: `Bearer ${stack.secrets.redisToken}` },
      body: '["PING"]',
    });
    expect(await redis.json()).toEqual({ result: "PONG" });
  } finally {
    await stack.close();
  }
});

test("when one cannot start, those that did are ended", async () => {
  const taken = await startServer({ name: "another program", handle: () => ({}) });
  const free = await startServer({ name: "a free port", handle: () => ({}) });
  await free.close();
  try {
    await expect(startStack({ ports: { neon: free.port, model: taken.port } })).rejects.toThrow(
      PortTakenError,
    );
    const again = await startServer({ name: "the port of Neon", port: free.port, handle: () => ({}) });
    await again.close();
  } finally {
    await taken.close();
  }
});
