import { createDatabase } from "@alva/database/client";
import { type AccessTokenVerifier, createAccessTokenVerifier } from "@alva/http/access-token";
import { timedFetch } from "@alva/http/server-timing";
import type { Config } from "./config.ts";
import { createMailer, type Mailer } from "./mail.ts";
import { createTeller, type Teller } from "./qstash.ts";
import { publicKeys } from "./public-keys.ts";
import type { AuthDatabase } from "./queries/rows.ts";
import { createSendLimits, type SendLimits } from "./send-limits.ts";
import { createSessionLimits, type SessionLimits } from "./session-limits.ts";

/** Everything outside this worker that its routes talk to. */
export interface Ports extends Teller {
  readonly config: Config;
  readonly db: AuthDatabase;
  readonly mailer: Mailer;
  readonly sendLimits: SendLimits;
  readonly sessionLimits: SessionLimits;
  readonly verifyAccessToken: AccessTokenVerifier;
}

/** Connects the ports that a configuration describes. Opens no connection yet. */
export function createPorts(config: Config): Ports {
  return {
    config,
    db: createDatabase({ ...config.database, schema: {}, fetch: timedFetch }),
    mailer: createMailer(config.mail),
    sendLimits: createSendLimits(config.redis),
    ...createTeller(config),
    sessionLimits: createSessionLimits(config.redis),
    verifyAccessToken: createAccessTokenVerifier({
      issuer: config.authOrigin,
      audience: config.apiOrigin,
      keys: publicKeys(config.signingKeys),
    }),
  };
}
