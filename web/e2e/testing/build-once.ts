import { randomInt } from "node:crypto";
import { findPort } from "@alva/stand-ins/dev/free-port";
import { buildWeb } from "@alva/stand-ins/dev/web";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the product has to run, since the app is built for these ports. */
    ports: { readonly WEB_PORT: string; readonly API_PORT: string; readonly AUTH_PORT: string };
  }
}

/** Builds the app once for all files: where the workers are is compiled into it, so each file uses the same ports. */
export default async function buildOnce({ provide }: TestProject): Promise<void> {
  // Below the ports that the system gives away by itself; another run on this machine hardly draws the same ones.
  const first = 10_000 + randomInt(2000) * 10;
  const ports = {
    WEB_PORT: await freePort(first, "WEB_PORT"),
    API_PORT: await freePort(first + 1, "API_PORT"),
    AUTH_PORT: await freePort(first + 2, "AUTH_PORT"),
  };
  await buildWeb({
    webOrigin: `http://localhost:${ports.WEB_PORT}`,
    apiOrigin: `http://localhost:${ports.API_PORT}`,
    authOrigin: `http://localhost:${ports.AUTH_PORT}`,
  });
  provide("ports", ports);
}

async function freePort(usual: number, variable: string): Promise<string> {
  const wish = { what: "a test", usual, variable, chosen: undefined, say: () => undefined };
  return String(await findPort(wish));
}
