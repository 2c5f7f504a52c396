import { type AccessTokenVerifier, createAccessTokenVerifier } from "@alva/http/access-token";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { createDatabase } from "@alva/database/client";
import type { Config } from "./config.ts";
import { createLive, type Live } from "./live.ts";
import { createPublisher, type PublishSteps } from "./qstash.ts";
import type { AppDatabase } from "./queries/rows.ts";

/** Everything outside this worker that its routes talk to. */
export interface Ports {
  readonly db: AppDatabase;
  readonly live: Live;
  readonly publishSteps: PublishSteps;
  readonly verifyAccessToken: AccessTokenVerifier;
  readonly config: Config;
}

/** Connects the ports that a configuration describes. Opens no connection yet. */
export function createPorts(config: Config): Ports {
  return {
    config,
    db: createDatabase({ ...config.database, schema: {} }),
    live: createLive(config),
    publishSteps: createPublisher(config),
    verifyAccessToken: createAccessTokenVerifier({
      issuer: config.authOrigin,
      audience: config.apiOrigin,
      keys: config.authPublicKeys,
      fetchKeys: async () => {
        const answer = await fetch(new URL(authEndpoints.publicKeys.path, config.authOrigin), {
          signal: AbortSignal.timeout(2000),
        });
        return answer.json();
      },
    }),
  };
}
