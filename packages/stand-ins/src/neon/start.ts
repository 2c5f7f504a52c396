import { DatabaseError } from "pg";
import { type Answer, type Received, type StandIn, startServer } from "../server.ts";
import { runBatch, runStatement, type Timing } from "./execute.ts";
import { beginStatement, parseBody, parseLogin, presentError, RequestError } from "./protocol.ts";
import { createSessions } from "./sessions.ts";

interface NeonOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  /** Says where Postgres listens. Who signs in to which database comes with each request, as it does when hosted. */
  readonly postgresUrl: string;
}

/** One request to `/sql`: one round trip of the application, however many statements it carries. */
export interface RoundTrip {
  /** The request's id in `requests`. */
  readonly id: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  /** The Postgres role that asked, empty when the connection string was unreadable. */
  readonly role: string;
  /** HTTP status of the answer; 400 is Postgres's refusal. */
  readonly status: number;
  /** In order, up to and including the one that failed; a batch's `begin` and `commit` are not listed. */
  readonly statements: readonly Timing[];
}

export interface Neon extends StandIn {
  /** What `neonConfig.fetchEndpoint` is to be. */
  readonly endpoint: string;
  /** The newest 1,000, oldest first. From another process: `/_stand-in/round-trips` (GET, DELETE). */
  roundTrips(): readonly RoundTrip[];
  clearRoundTrips(): void;
}

const keptRoundTrips = 1000;
const maxAnswerBytes = 64 * 1024 * 1024;

/**
 * Neon's `/sql` in front of a real Postgres: extended protocol, one statement per query, a batch is one transaction,
 * and nothing of a session outlives its request. Values are Postgres' own text in arrays, the form that the official
 * driver asks for. Rejects with `PortTakenError`.
 */
export async function startNeon({ port = 0, postgresUrl }: NeonOptions): Promise<Neon> {
  const postgres = new URL(postgresUrl);
  const sessions = createSessions({ host: postgres.hostname, port: Number(postgres.port || 5432) });
  const roundTrips: RoundTrip[] = [];

  async function answerSql({ id, at, headers, body, signal }: Received): Promise<Answer> {
    const statements: Timing[] = [];
    const trip = { id, at, role: "", statements };
    let answer: Answer;
    try {
      const login = parseLogin(headers["neon-connection-string"]);
      trip.role = login.user;
      const request = parseBody(body);
      const begin = beginStatement(headers);
      const result = await sessions.use<object>(login, signal, (client) =>
        "queries" in request
          ? runBatch(client, begin, request.queries, statements)
          : runStatement(client, request, statements),
      );
      answer = json(200, result);
    } catch (error) {
      answer = refusal(error);
    }
    roundTrips.push({ ...trip, status: answer.status ?? 200 });
    if (roundTrips.length > keptRoundTrips) roundTrips.shift();
    return answer;
  }

  function clearRoundTrips(): void {
    roundTrips.length = 0;
  }

  const server = await startServer({
    name: "the Neon stand-in",
    port,
    async handle(received) {
      const isSql = received.target.split("?", 1)[0] === "/sql";
      if (isSql && received.method === "OPTIONS") return { status: 204, headers: preflight };
      if (isSql && received.method === "POST") return answerSql(received);
      return json(400, "query is not supported");
    },
    control({ method, target }) {
      if (target !== "/_stand-in/round-trips") return undefined;
      if (method === "GET") return { body: roundTrips };
      if (method === "DELETE") clearRoundTrips();
      return { status: method === "DELETE" ? 204 : 405 };
    },
    onClose: () => sessions.close(),
  });
  return { ...server, endpoint: `${server.url}/sql`, roundTrips: () => roundTrips, clearRoundTrips };
}

const allowAll = { "access-control-allow-origin": "*" };

const preflight = {
  ...allowAll,
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers":
    "Authorization, Neon-Connection-String, Neon-Raw-Text-Output, Neon-Array-Mode, Neon-Pool-Opt-In, Neon-Batch-Read-Only, Neon-Batch-Isolation-Level",
  "access-control-max-age": "86400",
};

/** What Postgres refuses is the caller's to know, in full; that it is out of reach is the proxy's fault. */
function refusal(error: unknown): Answer {
  if (error instanceof DatabaseError || error instanceof RequestError) return json(400, presentError(error));
  return json(500, { message: error instanceof Error ? error.message : "unknown failure" });
}

function json(status: number, value: unknown): Answer {
  const body = JSON.stringify(value);
  if (Buffer.byteLength(body) > maxAnswerBytes) return json(507, { message: "response is too large" });
  return { status, headers: { ...allowAll, "content-type": "application/json" }, body };
}
