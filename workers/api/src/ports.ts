import { type AccessTokenVerifier, createAccessTokenVerifier } from "@alva/http/access-token";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { createRateLimiter, openWithoutRedis, type RateLimiter } from "@alva/http/rate-limit";
import { timedFetch } from "@alva/http/server-timing";
import { createDatabase } from "@alva/database/client";
import { waitUntil } from "cloudflare:workers";
import { type AnswerCache, createAnswerCache } from "./answer-cache.ts";
import type { Config } from "./config.ts";
import { createFiles, type Files } from "./files.ts";
import { createDraftMessages, type DraftMessages } from "./draft-messages.ts";
import { type AskModel, createAskModel } from "./desk-model.ts";
import { createLive, type Live } from "./live.ts";
import { createNoticePublisher, type PublishNotices } from "./notice-messages.ts";
import { createStepMessages, type StepMessages } from "./qstash.ts";
import type { AppDatabase } from "./queries/rows.ts";

/** Everything outside this worker that its routes talk to. */
export interface Ports extends StepMessages, DraftMessages {
  readonly db: AppDatabase;
  readonly live: Live;
  readonly files: Files;
  readonly publishNotices: PublishNotices;
  readonly answers: AnswerCache;
  /** Per network, 120 reads of calendar feeds a minute: a calendar service asks for many people from one network. */
  readonly calendarLimit: RateLimiter;
  /** Per network, 60 reads of exports a minute: each of them writes a file. */
  readonly exportLimit: RateLimiter;
  /** Per person, 100 requests a minute (product specification, section 5). */
  readonly personLimit: RateLimiter;
  /** Per person, 30 messages to the desk an hour; without Redis closed, since each may cost a model call. */
  readonly deskLimit: RateLimiter;
  readonly askModel: AskModel;
  readonly verifyAccessToken: AccessTokenVerifier;
  readonly config: Config;
}

/** Connects the ports that a configuration describes. Opens no connection yet. */
export function createPorts(config: Config): Ports {
  return {
    config,
    db: createDatabase({ ...config.database, schema: {}, fetch: timedFetch }),
    live: createLive(config),
    files: createFiles(config.uploads),
    answers: createAnswerCache(config),
    ...createStepMessages(config),
    publishNotices: createNoticePublisher(config),
    ...createDraftMessages(config),
    // No calendar goes stale because Redis is away.
    calendarLimit: openWithoutRedis(
      createRateLimiter({
        redis: config.redis,
        name: "calendar",
        rules: [{ limit: 120, windowSeconds: 60 }],
      }),
    ),
    // Whoever has a secret of 256 bits is served without it, too.
    exportLimit: openWithoutRedis(
      createRateLimiter({
        redis: config.redis,
        name: "export",
        rules: [{ limit: 60, windowSeconds: 60 }],
      }),
    ),
    // Whoever can be recognised without Redis is served without it.
    personLimit: openWithoutRedis(
      createRateLimiter({
        redis: config.redis,
        name: "person",
        rules: [{ limit: 100, windowSeconds: 60 }],
      }),
    ),
    deskLimit: createRateLimiter({
      redis: config.redis,
      name: "desk",
      rules: [{ limit: 30, windowSeconds: 3600 }],
    }),
    askModel: createAskModel(config),
    verifyAccessToken: createAccessTokenVerifier({
      issuer: config.authOrigin,
      audience: config.apiOrigin,
      keys: config.authPublicKeys,
      fetchKeys: () => {
        const keys = fetchKeys(config.authOrigin);
        // Cloudflare cancels what a request began when its client hangs up: with that, who has a withdrawn key could
        // keep it alive.
        waitUntil(keys.catch(() => undefined));
        return keys;
      },
    }),
  };
}

async function fetchKeys(authOrigin: string): Promise<unknown> {
  const answer = await fetch(new URL(authEndpoints.publicKeys.path, authOrigin), {
    // The 10 minutes that keys are believed must not begin with an answer that is already 10 minutes old.
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(2000),
  });
  return answer.json();
}
