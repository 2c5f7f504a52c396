import { createClient, ErrorReply, RESP_TYPES } from "@redis/client";
import { type Args, type RedisEngine, RedisError, type Reply } from "./engine.ts";

/** Where a Redis listens: a `redis://` or `rediss://` URL, or a Unix socket. */
export type RedisAddress = { readonly url: string } | { readonly socketPath: string };

/**
 * An engine in front of a running Redis. `onClose` runs after its connections have ended. Rejects when Redis cannot be
 * reached at the first try; later a lost connection is tried again while commands fail at once.
 */
export async function connectRedis(
  address: RedisAddress,
  onClose: () => Promise<void> = async () => {},
): Promise<RedisEngine> {
  const connections = new Set<Connection>();

  async function open(): Promise<Connection> {
    const connection = await connect(address);
    connections.add(connection);
    return connection;
  }

  function end(connection: Connection): void {
    if (connections.delete(connection)) connection.destroy();
  }

  const shared = await open();

  return {
    command: (args) => send(shared, args),

    async transaction(commands) {
      // MULTI is a state of the connection: on the shared one it would swallow other requests' commands.
      const own = await open();
      try {
        const multi = send(own, [Buffer.from("MULTI")]);
        const queued = commands.map((args) => send(own, args));
        const exec = send(own, [Buffer.from("EXEC")]);
        const [, refusals, replies] = await Promise.all([multi, Promise.all(queued), exec]);
        const refusal = refusals.find((reply) => reply instanceof RedisError);
        if (refusal) return refusal;
        if (replies instanceof RedisError) return replies;
        if (!isReplies(replies)) throw new TypeError("EXEC answers an array when nothing is watched");
        return replies;
      } finally {
        end(own);
      }
    },

    async subscribe({ kind, name, deliver }) {
      const own = await open();
      const listener = (payload: Buffer, channel: Buffer): void => deliver(channel, payload);
      const subject = name.toString("utf8");
      if (kind === "subscribe") await own.subscribe(subject, listener, true);
      else await own.pSubscribe(subject, listener, true);
      return () => end(own);
    },

    async close() {
      for (const connection of connections) end(connection);
      await onClose();
    },
  };
}

type Connection = Awaited<ReturnType<typeof connect>>;

async function connect(address: RedisAddress) {
  let reached = false;
  const reconnectStrategy = (retries: number): number | false => reached && Math.min(retries * 50, 1000);
  const client = createClient({
    ...("url" in address
      ? { url: address.url, socket: { reconnectStrategy } }
      : { socket: { path: address.socketPath, reconnectStrategy } }),
    RESP: 2,
    disableOfflineQueue: true,
    commandOptions: {
      // As text, bytes that are not UTF-8 would be lost before they can be encoded.
      typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.SIMPLE_STRING]: Buffer },
    },
  });
  client.on("error", (error: Error) => {
    if (reached) console.error(`Redis stand-in: the connection to Redis failed: ${error.message}`);
  });
  await client.connect();
  reached = true;
  return client;
}

async function send(connection: Connection, args: Args): Promise<Reply> {
  try {
    return parseReply(await connection.sendCommand<unknown>(args));
  } catch (error) {
    if (error instanceof ErrorReply) return new RedisError(error.message);
    throw error;
  }
}

function parseReply(reply: unknown): Reply {
  if (reply === null || typeof reply === "number" || Buffer.isBuffer(reply)) return reply;
  if (reply instanceof ErrorReply) return new RedisError(reply.message);
  if (Array.isArray(reply)) return reply.map(parseReply);
  throw new TypeError(`not a RESP2 reply: ${typeof reply}`);
}

/** `Array.isArray` does not see through a readonly array type. */
function isReplies(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
