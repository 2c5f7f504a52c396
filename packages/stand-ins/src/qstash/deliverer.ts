import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { gunzipSync } from "node:zlib";
import { listHeaders, type HeaderLists } from "./headers.ts";

/** One request to a destination. */
export interface Delivery {
  /** Where to connect, rewrites applied. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
  readonly timeoutMs: number;
  /** A longer response is cut here. */
  readonly maxResponseBytes: number;
}

/** What came of it. Without a response the status is -1 and `error` says why. */
export interface Outcome {
  readonly status: number;
  readonly headers: HeaderLists;
  readonly body: Buffer;
  readonly error?: string;
}

/** Sends deliveries; a failure is an outcome, never an exception. Redirects are not followed. */
export interface Deliverer {
  deliver(delivery: Delivery): Promise<Outcome>;
  /** Breaks off what is in flight. */
  close(): void;
}

/** A deliverer that opens a connection per request, so that no idle one is left or found stale. */
export function createDeliverer(): Deliverer {
  const inFlight = new Set<ClientRequest>();
  return {
    async deliver(delivery) {
      try {
        return await send(delivery, inFlight);
      } catch (error) {
        return { status: -1, headers: {}, body: Buffer.alloc(0), error: describe(error) };
      }
    },
    close() {
      for (const request of inFlight) request.destroy(new Error("closed"));
    },
  };
}

async function send(delivery: Delivery, inFlight: Set<ClientRequest>): Promise<Outcome> {
  const { url, method, headers, body, timeoutMs, maxResponseBytes } = delivery;
  const target = new URL(url);
  const open = target.protocol === "https:" ? httpsRequest : httpRequest;
  const sendsBody = body.length > 0 || !["GET", "DELETE"].includes(method);
  const request = open(target, {
    method,
    agent: false,
    headers: {
      "Accept-Encoding": "gzip",
      ...mutable(headers),
      ...(sendsBody ? { "Content-Length": body.length } : {}),
    },
  });
  inFlight.add(request);
  const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.once("error", reject);
    });
    request.end(sendsBody ? body : undefined);
    const response = await answered;
    const received = await readResponse(response, maxResponseBytes);
    return { status: response.statusCode ?? -1, ...received };
  } finally {
    clearTimeout(timer);
    inFlight.delete(request);
    // After a response was read in full an error of the socket is nobody's concern.
    request.on("error", () => {});
    request.destroy();
  }
}

async function readResponse(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Pick<Outcome, "headers" | "body">> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < maxBytes) chunks.push(chunk);
    size += chunk.length;
  }
  const bytes = Buffer.concat(chunks);
  const headers = listHeaders(response.rawHeaders);
  // A response without a body may still name an encoding.
  if (headers["Content-Encoding"]?.[0] !== "gzip" || size === 0 || size > maxBytes) {
    return { headers, body: bytes.subarray(0, maxBytes) };
  }
  const { "Content-Encoding": _, "Content-Length": __, ...rest } = headers;
  return { headers: rest, body: gunzipSync(bytes).subarray(0, maxBytes) };
}

function mutable(headers: Delivery["headers"]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection to a name with several addresses has an empty message and a code.
  return error.message || ("code" in error ? String(error.code) : error.name);
}
