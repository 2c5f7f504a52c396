import { Environment, Origin, publicInProduction } from "@alva/http/config";
import { onOneSite } from "@alva/http/one-site";
import { unstable_readConfig } from "wrangler";
import * as z from "zod";

/** What a worker's toml says about its variables, and which secrets it wants. */
export interface WorkerSettings {
  readonly file: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

/** Reads `wrangler.auth.toml` or `wrangler.api.toml`. */
export function readSettings(worker: "auth" | "api"): WorkerSettings {
  const file = `wrangler.${worker}.toml`;
  const { vars, secrets } = unstable_readConfig({ config: file });
  return { file, variables: vars, secrets: secrets?.required ?? [] };
}

const Shared = z
  .object({
    ENVIRONMENT: Environment,
    WEB_ORIGIN: Origin,
    AUTH_ORIGIN: Origin,
    API_ORIGIN: Origin,
    WEBHOOK_ORIGIN: Origin,
    AUTH_WEBHOOK_ORIGIN: Origin,
    UPSTASH_REDIS_REST_URL: z.url("missing"),
    QSTASH_URL: z.url("missing"),
  })
  .superRefine(
    publicInProduction("WEB_ORIGIN", "AUTH_ORIGIN", "API_ORIGIN", "WEBHOOK_ORIGIN", "AUTH_WEBHOOK_ORIGIN"),
  )
  .superRefine(onOneSite("WEB_ORIGIN", "AUTH_ORIGIN", "API_ORIGIN"));

const shared = Object.keys(Shared.shape);

/** Why these variables must not be deployed, a sentence each. The rules are those by which a worker refuses to start. */
export function variableRefusals(auth: WorkerSettings, api: WorkerSettings): string[] {
  return [
    ...[auth, api].flatMap(({ file, variables }) => [
      ...Object.entries(variables).flatMap(([name, value]) =>
        /\bexample\.(?:com|upstash\.io)\b/.test(String(value))
          ? [`${name} in ${file} is the example's.`]
          : [],
      ),
      ...(Shared.safeParse(variables).error?.issues ?? []).map(
        ({ path, message }) => `${path.join(".")} in ${file}: ${message}.`,
      ),
      ...(variables.ENVIRONMENT === "development" ? [`ENVIRONMENT in ${file} is not production.`] : []),
    ]),
    ...shared
      .filter((name) => auth.variables[name] !== api.variables[name])
      .map((name) => `${name} differs between ${auth.file} and ${api.file}.`),
  ];
}

/** Which of a worker's secrets nobody has set, a sentence each with the command that sets it. */
export function secretRefusals({ file, secrets }: WorkerSettings, present: readonly string[]): string[] {
  return secrets
    .filter((name) => !present.includes(name))
    .map((name) => `${name} is not set: pnpm wrangler secret put ${name} -c ${file}`);
}

const migrationVariables = ["DATABASE_URL", "AUTH_DATABASE_PASSWORD", "API_DATABASE_PASSWORD"];

/** What the migrations need of the environment and do not find. */
export function environmentRefusals(env: Readonly<Record<string, string | undefined>>): string[] {
  return migrationVariables
    .filter((name) => !env[name])
    .map((name) => `${name} is not in the environment; the migrations need it.`);
}
