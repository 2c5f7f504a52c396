import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findPort, isFree } from "./free-port.ts";

const servers: Server[] = [];
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))),
);

async function occupy(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

function wish(usual: number, chosen?: string) {
  const said: string[] = [];
  const say = (sentence: string) => void said.push(sentence);
  return { said, port: findPort({ what: "the web page", usual, variable: "WEB_PORT", chosen, say }) };
}

test.each(["127.0.0.1", "0.0.0.0"])("a port that another program has on %s is not free", async (host) => {
  expect(await isFree(await occupy(host))).toBe(false);
});

test("in place of a taken usual port another free one is used, and a sentence says so", async () => {
  const taken = await occupy("127.0.0.1");
  const { port, said } = wish(taken);
  expect(await port).not.toBe(taken);
  expect(said).toEqual([
    expect.stringMatching(new RegExp(`^Port ${taken}, meant for the web page, .* using ${await port}\\.`)),
  ]);
});

test("a free usual port is used without a word", async () => {
  const port = await occupy("127.0.0.1");
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const found = wish(port);
  expect(await found.port).toBe(port);
  expect(found.said).toEqual([]);
});

test("a chosen port that is taken is an error that names it", async () => {
  const taken = await occupy("127.0.0.1");
  await expect(wish(3000, String(taken)).port).rejects.toThrow(
    `Port ${taken}, meant for the web page, is already in use`,
  );
});

test.each(["0", "70000", "web"])("%s is no port", async (chosen) => {
  await expect(wish(3000, chosen).port).rejects.toThrow("WEB_PORT is not a port number.");
});
