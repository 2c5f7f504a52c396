import { BlockList, isIP } from "node:net";
import type { PublishHeaders } from "./headers.ts";
import type { Configuration } from "./options.ts";
import { Refusal } from "./refusal.ts";

/** A destination as it stood in a request target, and the settings that travelled in its query string. */
interface RawDestination {
  readonly destination: string;
  readonly headers: PublishHeaders;
}

/**
 * Takes a destination out of the tail of a raw request target. Text and order stay as they came; only `qstash_token`
 * and parameters named like a configuration header in lower case (`upstash-…`) are taken out.
 */
export function readDestination(tail: string): RawDestination {
  const mark = tail.indexOf("?");
  if (mark < 0) return { destination: tail, headers: {} };
  const kept: string[] = [];
  const headers: Record<string, string> = {};
  for (const pair of tail.slice(mark + 1).split("&")) {
    const [name, value] = [...new URLSearchParams(pair)][0] ?? ["", ""];
    if (name.startsWith("upstash-")) headers[name] = value;
    else if (name !== "qstash_token") kept.push(pair);
  }
  const path = tail.slice(0, mark);
  return { destination: kept.length > 0 ? `${path}?${kept.join("&")}` : path, headers };
}

type DestinationRules = Pick<Configuration, "rewrites" | "strictDestinations">;

/** Refuses (400) what is no http(s) URL and, in strict mode, an address of this machine or a private network. */
export function requireUrl(what: "destination" | "callback", text: string, rules: DestinationRules): void {
  if (!isUrl(text)) {
    throw new Refusal(400, `invalid ${what} url: endpoint has invalid scheme, add http:// or https://`);
  }
  if (!URL.canParse(text)) throw new Refusal(400, `invalid ${what} url: endpoint is not a URL`);
  if (!rules.strictDestinations || rewriteUrl(text, rules.rewrites) !== text) return;
  if (isLocal(new URL(text).hostname)) {
    throw new Refusal(400, `invalid ${what} url: endpoint resolves to a loopback address`);
  }
}

/** Whether a destination is a URL rather than the name of a URL group. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** Where to connect for a URL: the longest matching prefix decides, and ends where a part of the URL ends. */
export function rewriteUrl(url: string, rewrites: Readonly<Record<string, string>>): string {
  const prefix = Object.keys(rewrites)
    .filter(
      (prefix) =>
        url.startsWith(prefix) && (prefix.endsWith("/") || /^(?:[/?]|$)/.test(url.slice(prefix.length))),
    )
    .reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest), "");
  return `${rewrites[prefix] ?? ""}${url.slice(prefix.length)}`;
}

const localAddresses = new BlockList();
localAddresses.addSubnet("0.0.0.0", 8);
localAddresses.addSubnet("10.0.0.0", 8);
localAddresses.addSubnet("127.0.0.0", 8);
localAddresses.addSubnet("169.254.0.0", 16);
localAddresses.addSubnet("172.16.0.0", 12);
localAddresses.addSubnet("192.168.0.0", 16);
localAddresses.addAddress("::", "ipv6");
localAddresses.addAddress("::1", "ipv6");
localAddresses.addSubnet("fc00::", 7, "ipv6");
localAddresses.addSubnet("fe80::", 10, "ipv6");

/** Judges by the written name only; names are not looked up. `URL` has already made `0x7f.1` into `127.0.0.1`. */
function isLocal(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family === 0) return host === "localhost" || host.endsWith(".localhost");
  return localAddresses.check(host, family === 6 ? "ipv6" : "ipv4");
}
