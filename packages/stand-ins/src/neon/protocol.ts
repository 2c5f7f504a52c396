import { DatabaseError } from "pg";
import * as z from "zod";

/** Who asks, as the connection string says. Its host and port are the hosted database's and mean nothing here. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** One statement; every parameter travels as Postgres text, its type left to the server. */
export interface Statement {
  readonly query: string;
  readonly params: readonly (string | null)[];
}

/** A refusal before Postgres is asked; the client sees the message. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}

/** Parses the `Neon-Connection-String` header. Throws `RequestError`. */
export function parseLogin(header: string | string[] | undefined): Login {
  if (typeof header !== "string" || !URL.canParse(header))
    throw new RequestError("missing or bad connection string");
  const { username, password, pathname } = new URL(header);
  try {
    return {
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch (cause) {
    throw new RequestError("bad percent-encoding in the connection string", { cause });
  }
}

/** What a body asks for: one statement, or a batch that is one transaction. */
export type Request = Statement | { readonly queries: readonly Statement[] };

/** Parses a request body. Throws `RequestError`. */
export function parseBody(body: Buffer): Request {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) throw new RequestError("expected { query, params } or { queries: [ … ] }");
  return parsed.data;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new RequestError("the body is not JSON", { cause });
  }
}

const Statement = z.object({
  query: z.string(),
  params: z.array(z.unknown().transform(toText)).default([]),
});

const Body = z.union([z.object({ queries: z.array(Statement) }), Statement]);

/** The official driver sends text already; other clients send JSON values. */
function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  return Array.isArray(value) ? toArrayLiteral(value) : JSON.stringify(value);
}

function toArrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (Array.isArray(value)) return toArrayLiteral(value);
    const text = toText(value);
    return text === null ? "NULL" : JSON.stringify(text);
  });
  return `{${elements.join(",")}}`;
}

/** The statement that opens a batch's transaction, from its `Neon-Batch-…` headers. Throws `RequestError`. */
export function beginStatement(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const asked = headers["neon-batch-isolation-level"];
  const level = asked === undefined ? "" : isolationLevels.get(String(asked));
  if (level === undefined) throw new RequestError("unknown isolation level");
  const readOnly = headers["neon-batch-read-only"] === "true" ? " read only" : "";
  const deferrable = headers["neon-batch-deferrable"] === "true" ? " deferrable" : "";
  return `begin${level}${readOnly}${deferrable}`;
}

const isolationLevels = new Map([
  ["ReadUncommitted", " isolation level read uncommitted"],
  ["ReadCommitted", " isolation level read committed"],
  ["RepeatableRead", " isolation level repeatable read"],
  ["Serializable", " isolation level serializable"],
]);

/** The error object that the driver copies into its `NeonDbError`: every field present, absent ones null. */
export function presentError(error: DatabaseError | RequestError) {
  const from = error instanceof DatabaseError ? error : undefined;
  return {
    message: error.message,
    code: from?.code ?? null,
    detail: from?.detail ?? null,
    hint: from?.hint ?? null,
    position: from?.position ?? null,
    internalPosition: from?.internalPosition ?? null,
    internalQuery: from?.internalQuery ?? null,
    severity: from?.severity ?? null,
    where: from?.where ?? null,
    table: from?.table ?? null,
    column: from?.column ?? null,
    schema: from?.schema ?? null,
    dataType: from?.dataType ?? null,
    constraint: from?.constraint ?? null,
    file: from?.file ?? null,
    line: from?.line ?? null,
    routine: from?.routine ?? null,
  };
}
