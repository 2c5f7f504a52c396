import type * as z from "zod";
import type { ProblemCode } from "./problem.ts";

/** Who may call an endpoint: anyone, a bearer of an access token, a browser with the session cookie, or QStash. */
export type Access = "open" | "bearer" | "session_cookie" | "qstash_signature";

/** A successful answer: what it means, its body's schema (none: empty) and its content types (default JSON). */
export interface Reply {
  readonly description: string;
  readonly body?: z.ZodType;
  readonly contentType?: string | readonly string[];
}

/**
 * One endpoint as data. Validators, handler types, clients and the OpenAPI documents all follow from it.
 * `path` uses Hono's form (`/plans/:id`). `problems` lists what it refuses with, beyond what every endpoint can answer.
 */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A request may come without the body; its schema then reads `{}`. */
  readonly bodyOptional?: true;
  /** Largest accepted body in bytes; 16 KiB when absent. */
  readonly maxBodyBytes?: number;
  /** Instead of a JSON body, one file as it is: under which content types, and how many bytes at most. */
  readonly file?: { readonly types: readonly string[]; readonly maxBytes: number };
  readonly replies: Readonly<Record<number, Reply>>;
  readonly problems: readonly ProblemCode[];
}

/** Named endpoints of one worker; the name is the operation id. */
export type Endpoints = Readonly<Record<string, Endpoint>>;
