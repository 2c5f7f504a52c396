import { RedisError, type Reply } from "./engine/engine.ts";

/** How strings travel: base64 when the client asked for it with `Upstash-Encoding`, else as UTF-8 text. */
export type StringEncoding = "base64" | "utf8";

type Json = null | number | string | readonly Json[];

/** One command's reply as the client gets it. Error texts are never encoded. */
export type Item = { readonly result: Json } | { readonly error: string };

/**
 * Wraps a reply for JSON. Strings at any depth are encoded; only a result that is `OK` itself stays readable, since the
 * client tells that one apart.
 */
export function presentReply(reply: Reply, encoding: StringEncoding): Item {
  if (reply instanceof RedisError) return { error: reply.message };
  if (Buffer.isBuffer(reply) && reply.toString("latin1") === "OK") return { result: "OK" };
  return { result: encode(reply, encoding) };
}

function encode(reply: Reply, encoding: StringEncoding): Json {
  if (reply === null || typeof reply === "number") return reply;
  if (Buffer.isBuffer(reply)) return reply.toString(encoding);
  if (reply instanceof RedisError) return reply.message;
  return reply.map((item) => encode(item, encoding));
}
