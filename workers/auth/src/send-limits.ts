import { createRateLimiter, type RateLimiter } from "@alva/http/rate-limit";
import { sha256 } from "@alva/http/secrets";

/** Who may have how many links sent. Both fail closed: without Redis nobody is mailed. */
export interface SendLimits {
  /** Per network: whether it may ask. */
  readonly network: RateLimiter;
  /**
   * Whether this address may be mailed, decided before `deadline`. Never shown to the caller: the answer must not tell of
   * other people's. Rejects with `dependency_unavailable` when Redis does not answer in time.
   */
  admitRecipient(email: string, deadline?: AbortSignal): Promise<boolean>;
}

/** Seconds until the same address can be mailed again. */
export const resendAfterSeconds = 60;

const hour = 3600;
const day = 24 * hour;

/** The limits that product.md names: 20 an hour per network; 1 a minute, 5 an hour, 10 a day per address. */
export function createSendLimits(redis: { readonly url: string; readonly token: string }): SendLimits {
  const recipient = createRateLimiter({
    redis,
    name: "send-recipient",
    rules: [
      { limit: 1, windowSeconds: resendAfterSeconds },
      { limit: 5, windowSeconds: hour },
      { limit: 10, windowSeconds: day },
    ],
  });
  return {
    network: createRateLimiter({ redis, name: "send", rules: [{ limit: 20, windowSeconds: hour }] }),
    async admitRecipient(email, deadline) {
      return (await recipient.admit(await sha256(mailbox(email)), deadline)).admitted;
    },
  };
}

/** Addresses with a tag (`a+1@…`) reach one mailbox, which is what the limit protects. The account keeps its tag. */
function mailbox(email: string): string {
  return email.replace(/\+[^@]*@/, "@");
}
