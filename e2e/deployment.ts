import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startWorker } from "./product.ts";

type Variables = Readonly<Record<string, string>>;

/** A worker's public address, behind which its versions come and go. */
export interface Deployment {
  readonly origin: string;
  /** Puts a version with these variables changed into service beside the one that is; requests take turns. */
  begin(changes: Variables): Promise<void>;
  /** Leaves the newest version alone in service. The others bring to an end what they have begun. */
  finish(): void;
  close(): Promise<void>;
}

interface Version {
  readonly host: string;
  readonly variables: Variables;
  dispose(): Promise<void>;
}

/** Serves a worker as Cloudflare does while a new version replaces an old one. The first version is yet to begin. */
export async function startDeployment(name: "auth" | "api"): Promise<Deployment> {
  const started: Version[] = [];
  let serving: readonly Version[] = [];
  let turn = 0;

  const server = createServer((incoming, answer) => {
    turn += 1;
    const version = serving[turn % serving.length];
    if (version) forward(incoming, answer, version);
    else answer.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async begin(changes) {
      const variables = { ...serving.at(-1)?.variables, ...changes };
      const worker = await startWorker(name, 0, variables);
      const { host } = await worker.ready;
      const version = { host, variables, dispose: () => worker.dispose() };
      started.push(version);
      serving = [...serving, version];
    },
    finish() {
      serving = serving.slice(-1);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all(started.map((version) => version.dispose()));
    },
  };
}

/** Passes a request on; when one side goes away, so does the other. */
function forward(incoming: IncomingMessage, answer: ServerResponse, { host }: Version): void {
  const { method, url = "/", headers } = incoming;
  const outgoing = request(new URL(url, `http://${host}`), { method, headers }, (received) => {
    answer.writeHead(received.statusCode ?? 502, received.headers);
    received.pipe(answer);
  });
  outgoing.on("error", () => answer.destroy());
  answer.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}
