import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDatabase, isPassing } from "@alva/database/client";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

test("an answer that is cut short is worth asking for again, as a connection is that was never made", async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 100 });
    response.write('{"fields":', () => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const db = createDatabase({
    url: "postgresql://api:secret@db.localtest.me/alva",
    fetchEndpoint: `http://127.0.0.1:${port}/sql`,
    schema: {},
  });
  const outcome = await db.execute(sql`select 1`).then(
    () => "answered",
    (error: unknown) => isPassing(error),
  );
  server.close();
  expect(outcome).toBe(true);
});
