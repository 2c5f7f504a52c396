import { randomInt } from "node:crypto";
import { ensureRunning, type RunningProduct } from "@alva/stand-ins/demo/running";
import { findPort } from "@alva/stand-ins/dev/free-port";
import { buildWeb } from "@alva/stand-ins/dev/web";
import type { TestProject } from "vitest/node";

export type Addresses = Awaited<RunningProduct["addresses"]>;

declare module "vitest" {
  interface ProvidedContext {
    addresses: Addresses;
  }
}

/** Builds the app as it is deployed and starts the product with it, once for all files. */
export default async function startOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  // Below the ports that the system gives away by itself; another run on this machine hardly draws the same ones.
  const first = 10_000 + randomInt(2000) * 10;
  const ports = {
    WEB_PORT: await freePort(first, "WEB_PORT"),
    API_PORT: await freePort(first + 1, "API_PORT"),
    AUTH_PORT: await freePort(first + 2, "AUTH_PORT"),
  };
  // Where the workers are is compiled into the app.
  await buildWeb({
    webOrigin: `http://localhost:${ports.WEB_PORT}`,
    apiOrigin: `http://localhost:${ports.API_PORT}`,
    authOrigin: `http://localhost:${ports.AUTH_PORT}`,
  });
  const env = { ...process.env, ...ports };
  const product = await ensureRunning({ thinkMs: 0, web: "built", env, say: () => undefined });
  provide("addresses", await product.addresses);
  return () => product.close();
}

async function freePort(usual: number, variable: string): Promise<string> {
  const wish = { what: "a test", usual, variable, chosen: undefined, say: () => undefined };
  return String(await findPort(wish));
}
