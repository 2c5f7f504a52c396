import { type AccountClosing, accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { type AccountErased, accountErased } from "@alva/contracts/account-erased";
import { traceIdOf, traceparent } from "@alva/http/trace";
import { Client } from "@upstash/qstash";
import type { Config } from "./config.ts";

interface Erased extends AccountErased {
  /** How often the api worker has been told of it before. Repeating one telling has no further effect. */
  readonly timesTold: number;
}

interface Closing extends AccountClosing {
  /** Whether the account is to be erased, or is kept after all. */
  readonly closing: boolean;
  /** Of the request that decided. */
  readonly traceId: string;
}

/** Has the api worker told of an account's end. Rejects when QStash did not take the message. */
export interface Teller {
  tellErased(erased: Erased): Promise<void>;
  tellClosing(closing: Closing): Promise<void>;
}

interface Message {
  readonly id: string;
  readonly body: object;
  readonly traceId: string;
}

/** Tells through QStash, which delivers again when the api worker is away. */
export function createTeller({ qstash, webhookOrigin }: Config): Teller {
  const client = new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
  async function publish(path: string, { id, body, traceId }: Message): Promise<void> {
    await client.publishJSON({
      url: `${webhookOrigin}${path}`,
      body,
      headers: { Traceparent: traceparent(traceId) },
      deduplicationId: id,
      retries: 3,
    });
  }
  return {
    async tellErased({ user_id, timesTold }) {
      const body: AccountErased = { user_id };
      // The clock decided it, so its trace begins here.
      const traceId = traceIdOf(undefined);
      await publish(accountErased.path, { id: `erased-${user_id}-${timesTold}`, body, traceId });
    },
    async tellClosing({ user_id, at, closing, traceId }) {
      const body: AccountClosing = { user_id, at };
      const { path } = closing ? accountClosing : accountRestored;
      // QStash refuses colons in it.
      await publish(path, { id: `closing-${user_id}-${at.replaceAll(":", "")}`, body, traceId });
    },
  };
}
