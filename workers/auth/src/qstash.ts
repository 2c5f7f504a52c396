import { type AccountErased, accountErased } from "@alva/contracts/account-erased";
import { Client } from "@upstash/qstash";
import type { Config } from "./config.ts";

interface Telling extends AccountErased {
  /** How often the api worker has been told of it before. Repeating one telling has no further effect. */
  readonly timesTold: number;
}

/** Has the api worker told that an account is gone. Rejects when QStash did not take the message. */
export type TellErased = (telling: Telling) => Promise<void>;

/** Tells through QStash, which delivers again when the api worker is away. */
export function createTeller({ qstash, webhookOrigin }: Config): TellErased {
  const client = new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
  return async function tellErased({ user_id, timesTold }) {
    const body: AccountErased = { user_id };
    await client.publishJSON({
      url: `${webhookOrigin}${accountErased.path}`,
      body,
      deduplicationId: `erased-${user_id}-${timesTold}`,
      retries: 3,
    });
  };
}
