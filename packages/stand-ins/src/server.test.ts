import { expect, test } from "vitest";
import { startServer } from "./server.ts";

test("a connection stays open for a minute between two requests", async () => {
  const server = await startServer({ name: "a stand-in", handle: () => ({ body: "here" }) });
  const answer = await fetch(server.url);
  expect(answer.headers.get("Keep-Alive")).toBe("timeout=60");
  await answer.text();
  await server.close();
});
