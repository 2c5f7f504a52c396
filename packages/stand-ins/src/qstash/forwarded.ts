import { canonicalName, type HeaderLists, type PublishHeaders } from "./headers.ts";

const prefix = "upstash-forward-";

/** Headers that belong to one connection or to the publish itself and are never delivered. */
const ownToConnection = new Set([
  "authorization",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * The headers that a delivery gets from its publish: the content type, every `Upstash-Forward-<Name>` as `<Name>`, and
 * with `Upstash-Header-Forward: true` also the plain headers of the publish, its bearer token excepted.
 */
export function readForwarded(headers: PublishHeaders): HeaderLists {
  const forwardsAll = headers["upstash-header-forward"] === "true";
  const forwarded: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    const plain = !name.startsWith("upstash-") && !ownToConnection.has(name);
    if (name === "content-type" || (forwardsAll && plain)) forwarded[canonicalName(name)] = [value];
  }
  for (const [name, value] of Object.entries(headers)) {
    const target = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    // A forwarded Authorization is meant for the destination; the connection's own headers are ours to set.
    if (target !== "" && (target === "authorization" || !ownToConnection.has(target))) {
      forwarded[canonicalName(target)] = [value];
    }
  }
  return forwarded;
}
