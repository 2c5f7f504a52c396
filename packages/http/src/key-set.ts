import { type PublicKey, PublicKeySet } from "@alva/contracts/auth";
import { dependencyUnavailable } from "./api-error.ts";

const freshMilliseconds = 10 * 60 * 1000;
const staleMilliseconds = 24 * 60 * 60 * 1000;
const cooldownMilliseconds = 30_000;
const longestWaitMilliseconds = 1000;
const never = Number.NEGATIVE_INFINITY;

interface KeySetOptions {
  /** The keys known at start; with `fetchKeys` they count as not yet confirmed. */
  readonly keys: PublicKeySet;
  /** Asks the issuer for its present key set, still unchecked. Without it the keys are our own and never expire. */
  readonly fetchKeys?: (() => Promise<unknown>) | undefined;
}

/**
 * Finds the public key with this id; undefined when the issuer has none. Rejects with `dependency_unavailable` when the
 * issuer is away and nobody can say.
 */
export type FindKey = (kid: string) => Promise<PublicKey | undefined>;

/**
 * Keeps an issuer's public keys. A set is believed for the 10 minutes of its `max-age`, which is how long a withdrawn
 * key can live on; after that, and for an unknown id, the issuer is asked, at most once in 30 seconds. While it is away
 * the set stays good for 24 hours.
 */
export function createKeySet({ keys: known, fetchKeys }: KeySetOptions): FindKey {
  let keys = byId(known);
  if (!fetchKeys) return async (kid) => keys.get(kid);

  let askedAt = never;
  /** When the question was asked that was answered last: a key may be withdrawn as soon as an answer is on its way. */
  let confirmedAt = never;
  /** Where the 24 hours begin; for the keys known at start, with the first question. */
  let trustedSince = never;
  let asking: Promise<void> | undefined;
  let failure: unknown;

  const ask = async (): Promise<void> => {
    const now = Date.now();
    askedAt = now;
    if (trustedSince === never) trustedSince = now;
    failure = new Error("the issuer has not answered yet");
    try {
      keys = byId(PublicKeySet.parse(await fetchKeys()));
      confirmedAt = now;
      trustedSince = now;
    } catch (error) {
      failure = error;
      const reason = error instanceof Error ? error.message : "unknown";
      console.warn(JSON.stringify({ level: "warn", event: "keys_not_confirmed", reason }));
    }
  };

  /** Everybody who comes meanwhile waits for the one answer: in a rotation nobody is refused. */
  const confirm = async (): Promise<void> => {
    if (Date.now() - askedAt >= cooldownMilliseconds) asking = ask();
    // By a timer of one's own: when the request that asked is cancelled, the platform may never settle its fetch.
    await Promise.race([asking, pause(Math.max(0, askedAt + longestWaitMilliseconds - Date.now()))]);
  };

  return async function findKey(kid) {
    if (Date.now() - confirmedAt >= freshMilliseconds || !keys.has(kid)) await confirm();
    const key = keys.get(kid);
    if (key ? Date.now() - trustedSince < staleMilliseconds : confirmedAt === askedAt) return key;
    throw dependencyUnavailable(failure);
  };
}

function byId({ keys }: PublicKeySet): ReadonlyMap<string, PublicKey> {
  return new Map(keys.map((key) => [key.kid, key]));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
