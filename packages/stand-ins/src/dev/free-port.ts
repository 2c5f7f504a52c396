import { createServer } from "node:net";
import { PortTakenError } from "../server.ts";

/** True when nobody listens on the port, on either loopback address. */
export async function isFree(port: number): Promise<boolean> {
  const free = await Promise.all(["127.0.0.1", "::1"].map((host) => canListen(port, host)));
  return free.every(Boolean);
}

/** Some port that nobody listens on. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

interface PortWish {
  /** Who the port is for, in a sentence. */
  readonly what: string;
  /** The port that a person expects. */
  readonly usual: number;
  /** Name of the environment variable that chooses another, and its value. */
  readonly variable: string;
  readonly chosen: string | undefined;
  readonly say: (sentence: string) => void;
}

/**
 * The port to use: the chosen one, else the usual one, else, with a sentence said about it, the next free one above.
 * Rejects with `PortTakenError` when the chosen one is in use.
 */
export async function findPort({ what, usual, variable, chosen, say }: PortWish): Promise<number> {
  if (chosen) {
    const port = Number(chosen);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`${variable} is not a port number.`);
    if (await isFree(port)) return port;
    throw new PortTakenError(what, port);
  }
  for (let port = usual; port < usual + 1000; port += portStep) {
    if (!(await isFree(port))) continue;
    if (port !== usual) {
      say(
        `Port ${usual}, meant for ${what}, is already in use by another program; using ${port}. ${variable} chooses another.`,
      );
    }
    return port;
  }
  throw new PortTakenError(what, usual);
}

/** Three neighbours, web, api and auth, then never look for a place on each other's port. */
const portStep = 10;

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 has nothing that could be taken there.
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
