import { createRateLimiter } from "@alva/http/rate-limit";
import { sha256 } from "./secrets.ts";

/** Who may have how many links sent. Both reject with `dependency_unavailable` when Redis does not answer in time. */
export interface SendLimits {
  /** Whether this network may ask; false comes with the seconds until it may again. */
  admitNetwork(address: string | undefined): Promise<{ admitted: boolean; retryAfterSeconds: number }>;
  /** Whether this address may be mailed. Never shown to the caller: the answer must not tell of other people's. */
  admitRecipient(email: string): Promise<boolean>;
}

/** Seconds until the same address can be mailed again. */
export const resendAfterSeconds = 60;

const hour = 3600;
const day = 24 * hour;

/** The limits that product.md names: 20 an hour per network; 1 a minute, 5 an hour, 10 a day per address. */
export function createSendLimits(redis: { readonly url: string; readonly token: string }): SendLimits {
  const network = createRateLimiter({
    redis,
    name: "send:network",
    rules: [{ limit: 20, windowSeconds: hour }],
  });
  const recipient = createRateLimiter({
    redis,
    name: "send:recipient",
    rules: [
      { limit: 1, windowSeconds: resendAfterSeconds },
      { limit: 5, windowSeconds: hour },
      { limit: 10, windowSeconds: day },
    ],
  });
  return {
    admitNetwork: (address) => network(addressBlock(address)),
    async admitRecipient(email) {
      return (await recipient(await sha256(mailbox(email)))).admitted;
    },
  };
}

/** Addresses with a tag (`a+1@…`) reach one mailbox, which is what the limit protects. The account keeps its tag. */
function mailbox(email: string): string {
  return email.replace(/\+[^@]*@/, "@");
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
