import { join } from "node:path";
import { answerDeskOffline } from "@alva/planning/playbook/answer-desk-offline";
import { answerOffline } from "@alva/planning/playbook/answer-offline";
import { startOverview } from "../overview/start.ts";
import { PortTakenError } from "../server.ts";
import { startStack, type Stack } from "../stack.ts";
import { workerVariables } from "../worker-variables.ts";
import { formatDevVars } from "./dev-vars.ts";
import { developmentFolder, ensureFolder } from "./folder.ts";
import { findPort } from "./free-port.ts";
import { keepSecrets, writeWhole } from "./kept-secrets.ts";
import type { Addresses } from "./lock.ts";
import { readRealProviders, type RealProviders, type StandInName } from "./real-providers.ts";
import { startWeb, type WebMode } from "./web.ts";
import { startWorker } from "./worker.ts";

interface DevelopmentOptions {
  /** The folder with the workers' configuration; `.alva` and `.dev.vars` are written below it. */
  readonly root: string;
  /** Begins with an empty database. */
  readonly fresh: boolean;
  /** How long the offline model thinks before each answer, in milliseconds. */
  readonly thinkMs: number;
  /** How the web app runs, if at all. */
  readonly web: WebMode | "none";
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Sentences for the person at the keyboard. */
  readonly say: (sentence: string) => void;
  /** What the workers print. */
  readonly log: (line: string) => void;
}

/** The whole product on this machine. */
export interface Development {
  /** Starts everything; resolves to where it is. Rejects with a sentence when something cannot start. */
  start(): Promise<Addresses>;
  /** Ends everything that was started, also in the middle of a start. Safe to call twice. */
  close(): Promise<void>;
}

const usualPorts = { neon: 8181, redis: 8182, qstash: 8180, mail: 8183, model: 8184 };
const usualOverviewPort = 8788;

/** Prepares the product; nothing runs before `start`. The caller holds the lock of the development folder. */
export function createDevelopment(options: DevelopmentOptions): Development {
  const { root, fresh, thinkMs, web, env, say, log } = options;
  /** What ends each part that runs: first the stack, on which all others rest. */
  const running: (() => Promise<void>)[] = [];
  const closing = new AbortController();
  let starting: Promise<Addresses> | undefined;

  async function keep<Part>(part: Promise<Part>, end: (part: Part) => Promise<void>): Promise<Part> {
    const started = await part;
    running.push(() => end(started));
    closing.signal.throwIfAborted();
    return started;
  }

  async function start(): Promise<Addresses> {
    const providers = readRealProviders(env);
    const folder = developmentFolder(root);
    await ensureFolder(folder);
    const secrets = await keepSecrets(folder);
    const ports = await findPorts();
    const origins = {
      web: `http://localhost:${ports.web}`,
      auth: `http://localhost:${ports.auth}`,
      api: `http://localhost:${ports.api}`,
    };

    say("Starting Postgres, Redis, QStash, the mailbox and the offline model.");
    const stack = await keep(
      startStack({
        secrets,
        ports: usualPorts,
        onPortTaken: ({ message }) => say(`${message} Using another.`),
        ...(providers.databaseUrl === undefined ? {} : { databaseUrl: providers.databaseUrl }),
        ...(providers.redisUrl === undefined ? {} : { redisUrl: providers.redisUrl }),
        dataFolder: join(folder, "postgres"),
        fresh,
        answer: (request) => answerOffline(request) ?? answerDeskOffline(request),
        thinkMs,
      }),
      (started) => started.close(),
    );
    const mailbox = providers.replaced.has("mail") ? undefined : stack.mail.url;
    const model = providers.replaced.has("model") ? undefined : stack.model.url;
    const variables = {
      ...workerVariables(stack, origins),
      WEBHOOK_ORIGIN: `http://127.0.0.1:${ports.api}`,
      ...providers.variables,
    };
    await writeWhole(join(root, ".dev.vars"), formatDevVars(variables));

    say(`Starting the auth and api workers${web === "none" ? "" : " and the web app"}.`);
    const startOne = (name: "auth" | "api") =>
      keep(
        startWorker({
          name,
          port: ports[name],
          root,
          signal: closing.signal,
          say,
          log: (line) => log(`${name.padEnd(4)} | ${line}`),
        }),
        (worker) => worker.stop(),
      );
    const startWebApp = async () => {
      if (web === "none") return;
      const { signal } = closing;
      const addresses = { webOrigin: origins.web, authOrigin: origins.auth, apiOrigin: origins.api };
      await keep(startWeb({ mode: web, port: ports.web, mailboxUrl: mailbox, signal, ...addresses }), (app) =>
        app.stop(),
      );
    };
    const starts = [
      startOverviewAnywhere(stack, providers, origins),
      startWebApp(),
      startOne("auth"),
      startOne("api"),
    ] as const;
    // Each comes to its end first, also when another fails, so that nothing is left behind.
    await Promise.allSettled(starts);
    const [overview] = await Promise.all(starts);
    return {
      ...origins,
      overview,
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(model === undefined ? {} : { model }),
    };
  }

  async function findPorts() {
    return {
      web: await findPort({
        what: "the web page",
        usual: 3000,
        variable: "WEB_PORT",
        chosen: env.WEB_PORT,
        say,
      }),
      api: await findPort({
        what: "the api worker",
        usual: 3001,
        variable: "API_PORT",
        chosen: env.API_PORT,
        say,
      }),
      auth: await findPort({
        what: "the auth worker",
        usual: 3002,
        variable: "AUTH_PORT",
        chosen: env.AUTH_PORT,
        say,
      }),
    };
  }

  async function startOverviewAnywhere(
    stack: Stack,
    { replaced }: RealProviders,
    origins: { web: string; auth: string; api: string },
  ): Promise<string> {
    const used = <Part>(name: StandInName, part: Part) => (replaced.has(name) ? undefined : part);
    const open = (port: number) =>
      startOverview({
        port,
        mail: used("mail", stack.mail),
        qstash: used("qstash", stack.qstash),
        model: used("model", stack.model),
        neon: used("neon", stack.neon),
        redis: used("redis", stack.redis),
        links: {
          Web: origins.web,
          "API reference": `${origins.api}/docs`,
          "Auth reference": `${origins.auth}/docs`,
        },
      });
    const overview = await keep(
      open(usualOverviewPort).catch((error: unknown) => {
        if (!(error instanceof PortTakenError)) throw error;
        say(`${error.message} Using another.`);
        return open(0);
      }),
      (server) => server.close(),
    );
    return `http://localhost:${overview.port}`;
  }

  return {
    start() {
      starting ??= start();
      return starting;
    },
    async close() {
      closing.abort(new Error("Stopped before everything had started."));
      await starting?.catch(() => undefined);
      const [endStack, ...endOthers] = running.splice(0);
      await Promise.all(endOthers.map((end) => end()));
      await endStack?.();
    },
  };
}
