import * as z from "zod";

/** What the environment puts in the place of stand-ins. */
export interface RealProviders {
  /** A Postgres behind the Neon stand-in, instead of the bundled one. */
  readonly databaseUrl?: string;
  /** A Redis behind the Upstash stand-in, instead of a local one. */
  readonly redisUrl?: string;
  /** Variables of the workers that take the place of those for stand-ins. */
  readonly variables: Readonly<Record<string, string>>;
  /** The stand-ins that nobody talks to. */
  readonly replaced: ReadonlySet<StandInName>;
}

/** A stand-in that a real provider can replace. */
export type StandInName = "neon" | "redis" | "qstash" | "mail" | "model";

/** Environment variables that belong together: a group is set whole or not at all. */
const groups = {
  neon: ["AUTH_DATABASE_URL", "API_DATABASE_URL"],
  redis: ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"],
  qstash: ["QSTASH_URL", "QSTASH_TOKEN", "QSTASH_CURRENT_SIGNING_KEY", "QSTASH_NEXT_SIGNING_KEY"],
  mail: ["RESEND_API_KEY"],
  model: ["MODEL_URL", "MODEL_API_KEY", "MODEL_NAME"],
} as const satisfies Record<StandInName, readonly string[]>;

/** Resend lets everybody send from here, to their own address only. */
const resendTestSender = "Alva <onboarding@resend.dev>";

/** The environment holds an incomplete or impossible choice of providers. The message is a sentence for a person. */
export class ProvidersError extends Error {
  override readonly name = "ProvidersError";
}

/** Reads which real providers the environment names. Throws `ProvidersError` when something is missing. */
export function readRealProviders(env: Readonly<Record<string, string | undefined>>): RealProviders {
  const names = z.array(z.enum(["neon", "redis", "qstash", "mail", "model"])).parse(Object.keys(groups));
  const replaced = new Set(names.filter((name) => isChosen(name, env)));
  if (replaced.has("qstash") && !replaced.has("model")) {
    throw new ProvidersError(
      `Hosted QStash cannot reach the model on this machine: set ${listed(groups.model)} as well.`,
    );
  }
  if (replaced.has("qstash") && !(env.PUBLIC_API_ORIGIN && env.PUBLIC_AUTH_ORIGIN)) {
    throw new ProvidersError(
      "Hosted QStash needs public addresses of both workers: set PUBLIC_API_ORIGIN and PUBLIC_AUTH_ORIGIN to ones that lead to their ports.",
    );
  }
  const given = names.filter((name) => replaced.has(name) && name !== "mail").flatMap((name) => groups[name]);
  return {
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.REDIS_URL ? { redisUrl: env.REDIS_URL } : {}),
    variables: {
      ...Object.fromEntries(given.map((variable) => [variable, env[variable] ?? ""])),
      ...(replaced.has("neon") ? { NEON_FETCH_ENDPOINT: "" } : {}),
      ...(replaced.has("qstash")
        ? { WEBHOOK_ORIGIN: env.PUBLIC_API_ORIGIN ?? "", AUTH_WEBHOOK_ORIGIN: env.PUBLIC_AUTH_ORIGIN ?? "" }
        : {}),
      ...(replaced.has("mail")
        ? {
            MAIL_URL: "https://api.resend.com",
            MAIL_API_KEY: env.RESEND_API_KEY ?? "",
            MAIL_FROM: env.MAIL_FROM || resendTestSender,
          }
        : {}),
    },
    replaced,
  };
}

function isChosen(name: StandInName, env: Readonly<Record<string, string | undefined>>): boolean {
  const missing = groups[name].filter((variable) => !env[variable]);
  if (missing.length === groups[name].length) return false;
  if (missing.length === 0) return true;
  const present = groups[name].filter((variable) => env[variable]);
  throw new ProvidersError(`${listed(present)} needs ${listed(missing)} as well; they belong together.`);
}

function listed(names: readonly string[]): string {
  return names.join(", ");
}
