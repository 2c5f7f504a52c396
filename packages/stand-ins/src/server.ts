import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createFaults, type Fault, type Faults } from "./faults.ts";

/** One request as it arrived. `target` is the raw request target, neither decoded nor normalised. */
export interface Received {
  readonly id: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborts when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
}

/** An answer as a value. An object body is sent as JSON, a string or bytes as they are. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | object;
}

/** Answers a request, or takes over the response (a stream) and returns nothing. */
export type Handler = (
  received: Received,
  response: ServerResponse,
) => Answer | undefined | Promise<Answer | undefined>;

/** What every stand-in offers: where it listens, what it was asked, how to make it fail, how to end it. */
export interface StandIn {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The newest 1,000 requests, oldest first. */
  readonly requests: readonly Received[];
  readonly faults: Faults;
  /** Ends sockets and timers; resolves when the port is free again. */
  close(): Promise<void>;
}

interface ServerOptions {
  /** Named in the message when the port is taken. */
  readonly name: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Largest request body in bytes; a larger one is answered 413. */
  readonly maxBodyBytes?: number;
  readonly handle: Handler;
  /** Answers control requests of its own, `/_stand-in/…`; what it answers with nothing falls to the common ones. */
  readonly control?: (received: Received) => Answer | undefined | Promise<Answer | undefined>;
  /** Runs first when the stand-in closes: end timers, connections and child processes here. */
  readonly onClose?: () => void | Promise<void>;
}

/** The port that a stand-in was given is in use. The message is a sentence for the person at the keyboard. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
  readonly port: number;
  constructor(what: string, port: number) {
    super(`Port ${port}, meant for ${what}, is already in use by another program.`);
    this.port = port;
  }
}

const keptRequests = 1000;

/**
 * Starts an HTTP server on 127.0.0.1 with a request log and switchable faults. Tests in another process use the
 * control address `/_stand-in/requests` (GET, DELETE) and `/_stand-in/faults` (POST a `Fault`, DELETE all).
 * Rejects with `PortTakenError` when the port is in use.
 */
export async function startServer(options: ServerOptions): Promise<StandIn> {
  const { name, port = 0, maxBodyBytes = 64 * 1024 * 1024, handle, control, onClose } = options;
  const requests: Received[] = [];
  const faults = createFaults();

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      console.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) send(response, { status: 500, body: { error: "stand-in failed" } });
      else response.destroy();
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, maxBodyBytes);
    if (body === undefined) return send(response, { status: 413, body: { error: "body too large" } });
    const gone = new AbortController();
    response.on("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    const received: Received = {
      id: randomUUID(),
      at: Date.now(),
      method: request.method ?? "GET",
      target: request.url ?? "/",
      headers: request.headers,
      body,
      signal: gone.signal,
    };
    if (received.target.startsWith("/_stand-in/")) {
      return send(response, (await control?.(received)) ?? commonControl(received));
    }

    requests.push(received);
    if (requests.length > keptRequests) requests.shift();

    const fault = faults.take(received);
    if (fault?.kind === "drop") return void response.destroy();
    if (fault?.kind === "delay") await wait(fault.delayMs);
    if (fault?.kind === "status") {
      return send(response, {
        status: fault.status,
        headers: fault.headers ?? {},
        body: fault.body ?? { error: "fault" },
      });
    }
    const answer = await handle(received, response);
    if (fault?.kind === "drop_answer") return void response.destroy();
    if (answer) send(response, answer);
  }

  function commonControl({ method, target, body }: Received): Answer {
    if (target === "/_stand-in/requests" && method === "GET") {
      return {
        body: requests.map(({ id, at, method: verb, target: path, headers, body: bytes }) => ({
          id,
          at,
          method: verb,
          target: path,
          headers,
          body: bytes.toString("utf8"),
        })),
      };
    }
    if (target === "/_stand-in/requests" && method === "DELETE") {
      requests.length = 0;
      return { status: 204 };
    }
    if (target === "/_stand-in/faults" && method === "POST") {
      faults.add(JSON.parse(body.toString("utf8")) as Fault);
      return { status: 204 };
    }
    if (target === "/_stand-in/faults" && method === "DELETE") {
      faults.clear();
      return { status: 204 };
    }
    return { status: 404, body: { error: "no such control" } };
  }

  // As hosted services do. Node's five seconds end with the model's thinking: a worker would use a connection again just as
  // it is closed, and its request would be lost.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(name, port) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const listening = (server.address() as AddressInfo).port;

  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    requests,
    faults,
    async close() {
      await onClose?.();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Writes an answer; safe to call when the client has already gone. */
function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  if (response.destroyed) return;
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const contentType =
    body === undefined ? {} : { "content-type": raw ? "text/plain; charset=utf-8" : "application/json" };
  response.writeHead(status, { ...contentType, ...headers });
  response.end(raw || body === undefined ? body : JSON.stringify(body));
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}
