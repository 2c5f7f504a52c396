import * as z from "zod";

/** The worker's configuration is incomplete. The message names each variable at fault and never a value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Parses a worker's environment once. Throws `ConfigError` naming every missing or malformed variable, so that a worker
 * refuses to answer rather than answers wrongly.
 */
export function parseConfig<Schema extends z.ZodType>(schema: Schema, env: unknown): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "environment"} (${issue.message})`,
  );
  throw new ConfigError(`Configuration refused: ${[...new Set(names)].join(", ")}`);
}

const placeholders = /change[-_ ]?me|placeholder|your[-_ ]|^(?:secret|password|test|todo|<.*>)$/i;

/** Random base64url or hex of 32 bytes has more; a word or a key pressed again and again has not. */
const leastDistinctSigns = 10;

/** A secret of at least `minLength` characters that is not an obvious placeholder. */
export function Secret(minLength = 32) {
  return z
    .string("missing")
    .min(minLength, `shorter than ${minLength} characters`)
    .refine(
      (value) => !placeholders.test(value) && new Set(value).size >= leastDistinctSigns,
      "is a placeholder",
    );
}

/** A bare origin such as `https://api.example.com`: no path, no trailing slash. */
export const Origin = z
  .string("missing")
  .refine((value) => URL.canParse(value) && new URL(value).origin === value, "is not a bare origin");

/** Must not be set: with it the QStash SDK would accept webhooks signed with public keys. */
export const QstashDev = z.undefined("must not be set").optional();

/** Where the worker runs; `production` switches on the checks that local development cannot meet. */
export const Environment = z.enum(["production", "development"], "must be production or development");
export type Environment = z.infer<typeof Environment>;

/** JSON text of what `schema` describes. All else is refused with `message` alone: a schema's own could quote a secret. */
export function JsonText<Schema extends z.ZodType>(schema: Schema, message: string) {
  return z.string("missing").transform((text, context) => {
    const value = schema.safeParse(parsedJson(text));
    if (value.success) return value.data;
    context.addIssue(message);
    return z.NEVER;
  });
}

const localHost = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

/**
 * Whether an address only makes sense on a developer's machine: this machine itself, or without TLS. What is no address
 * is not local: refusing it is another check's part, which has done so when this one runs.
 */
export function isLocalAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  return protocol !== "https:" || localHost.test(hostname);
}

type Addresses<Name extends string> = Readonly<Record<Name, string>> & {
  readonly ENVIRONMENT: Environment;
  readonly NEON_FETCH_ENDPOINT?: string | undefined;
};

/**
 * A refinement of a worker's variables: in production these addresses, which keys and people are sent to, must be public
 * and use TLS, and statements go to Neon itself.
 */
export function publicInProduction<Name extends string>(...names: readonly Name[]) {
  return (variables: Addresses<Name>, context: z.RefinementCtx): void => {
    if (variables.ENVIRONMENT !== "production") return;
    for (const name of names) {
      if (isLocalAddress(variables[name])) {
        context.addIssue({ code: "custom", path: [name], message: "is local or without TLS" });
      }
    }
    if (variables.NEON_FETCH_ENDPOINT) {
      context.addIssue({ code: "custom", path: ["NEON_FETCH_ENDPOINT"], message: "is for development only" });
    }
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
