import type { Context } from "hono";

/**
 * The network a request came from, for limits. Cloudflare sets `CF-Connecting-IP` and lets no client do so; every other
 * forwarding header is the client's own word and is not looked at.
 */
export function networkOf(c: Context): string {
  return addressBlock(c.req.header("CF-Connecting-IP"));
}

/**
 * An IPv4 address, or the /64 of an IPv6 one, which is what one customer of a provider has. Requests that did not come
 * through Cloudflare share one block.
 */
export function addressBlock(address: string | undefined): string {
  if (!address) return "unknown";
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill("0"), ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
