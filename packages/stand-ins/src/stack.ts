import { migrate, type WorkerUrls } from "@alva/database/migrate";
import { type Mail, startMail } from "./mail/start.ts";
import { type Model, type PlaybookAnswer, startModel } from "./model/start.ts";
import { type Neon, startNeon } from "./neon/start.ts";
import { type Postgres, startPostgres } from "./postgres/postgres.ts";
import { type Qstash, startQstash } from "./qstash/start.ts";
import { startRedis } from "./redis/start.ts";
import { createSecrets, type Secrets } from "./secrets.ts";
import { PortTakenError, type StandIn } from "./server.ts";

/** Ports, each 0 (any free one) by default. */
interface Ports {
  readonly neon?: number;
  readonly redis?: number;
  readonly qstash?: number;
  readonly mail?: number;
  readonly model?: number;
}

interface StackOptions {
  readonly ports?: Ports;
  /** Fresh ones when absent. */
  readonly secrets?: Secrets;
  /**
   * Told when a wanted port is in use; the part then takes any free one. Without it the start rejects.
   */
  readonly onPortTaken?: (error: PortTakenError) => void;
  /** A database that runs elsewhere, instead of the bundled Postgres. */
  readonly databaseUrl?: string;
  /** A Redis that runs elsewhere, instead of a local one. */
  readonly redisUrl?: string;
  /** Where the bundled Postgres keeps its data; a temporary folder when absent. */
  readonly dataFolder?: string;
  /** Begins with an empty database. */
  readonly fresh?: boolean;
  /** Multiplies QStash's waits; default 1. */
  readonly timeScale?: number;
  /** How many deliveries QStash has in flight at once; 10, the Free plan's, when absent. */
  readonly qstashParallelism?: number;
  /** What the model says to a chat completions request; nothing when absent. */
  readonly answer?: (request: unknown) => PlaybookAnswer | undefined;
  /** How long the model thinks before each answer, in milliseconds; default 0. */
  readonly thinkMs?: number;
}

/** Everything the workers need, running. */
export interface Stack {
  readonly secrets: Secrets;
  readonly postgres: Postgres;
  /** The database as each worker's role sees it. */
  readonly urls: WorkerUrls;
  readonly neon: Neon;
  readonly redis: StandIn;
  readonly qstash: Qstash;
  readonly mail: Mail;
  readonly model: Model;
  /** Ends all of it, the last started first. */
  close(): Promise<void>;
}

/**
 * Starts Postgres, brings it to the newest schema, and puts every stand-in beside it. When one cannot start, those that
 * did are ended before the error goes on.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { ports = {}, secrets = createSecrets(), redisUrl, onPortTaken, qstashParallelism } = options;
  const { timeScale = 1, answer = () => undefined, thinkMs = 0 } = options;
  const running: { close(): Promise<void> }[] = [];
  const keep = async <Part extends { close(): Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    running.unshift(part);
    return part;
  };
  const keepAt = <Part extends { close(): Promise<void> }>(
    wanted: number | undefined,
    start: (port: number) => Promise<Part>,
  ): Promise<Part> =>
    keep(
      start(wanted ?? 0).catch((error: unknown) => {
        if (!(error instanceof PortTakenError) || !onPortTaken) throw error;
        onPortTaken(error);
        return start(0);
      }),
    );
  const close = async () => {
    for (const part of running.splice(0)) await part.close();
  };

  try {
    const postgres = await keep(startPostgres(options));
    const urls = await migrate({
      databaseUrl: postgres.url,
      authPassword: secrets.authDatabasePassword,
      apiPassword: secrets.apiDatabasePassword,
    });
    return {
      secrets,
      postgres,
      urls,
      neon: await keepAt(ports.neon, (port) => startNeon({ port, postgresUrl: postgres.url })),
      redis: await keepAt(ports.redis, (port) =>
        startRedis({ port, token: secrets.redisToken, ...(redisUrl === undefined ? {} : { redisUrl }) }),
      ),
      qstash: await keepAt(ports.qstash, (port) =>
        startQstash({
          port,
          token: secrets.qstashToken,
          currentSigningKey: secrets.qstashCurrentSigningKey,
          nextSigningKey: secrets.qstashNextSigningKey,
          timeScale,
          // A day of development or one load test is more than the Free plan's thousand messages.
          limits: {
            messagesPerDay: 1_000_000,
            ...(qstashParallelism === undefined ? {} : { parallelism: qstashParallelism }),
          },
        }),
      ),
      mail: await keepAt(ports.mail, (port) => startMail({ port, apiKey: secrets.mailApiKey })),
      model: await keepAt(ports.model, (port) =>
        startModel({ port, apiKey: secrets.modelApiKey, answer, thinkMs }),
      ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
