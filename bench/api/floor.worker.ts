import { createDatabase } from "@alva/database/client";
import { type SQL, sql } from "drizzle-orm";
import { Hono } from "hono";

interface Env {
  readonly API_DATABASE_URL: string;
  readonly NEON_FETCH_ENDPOINT: string;
}

/** Columns and casts of the api worker's own statements. */
const columns = sql`t.plan_id, t.position, t.status, t.pinned, t.notes,
  to_char(t.completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as completed_at,
  t.completed_local_date::text as completed_local_date, t.origin,
  to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at, t.task`;

/**
 * The least that the api worker's answers could cost behind Hono: the same rows of the same statements through the same
 * driver, passed on as JSON without a look at them or at who asks; and a delivery that is read and answered.
 */
function createApp(env: Env): Hono {
  const db = createDatabase({
    url: env.API_DATABASE_URL,
    fetchEndpoint: env.NEON_FETCH_ENDPOINT,
    schema: {},
  });
  const answer = async (statement: SQL) => Response.json((await db.execute(statement)).rows);
  return new Hono()
    .get("/tasks/:plan", (c) =>
      answer(sql`select ${columns} from app.tasks t where t.plan_id = ${c.req.param("plan")}
        order by coalesce(t.due_date, 'infinity'), (t.task ->> 'priority')::int, t.position limit 201`),
    )
    .get("/plans/:plan", (c) =>
      answer(sql`select p.*, (select jsonb_agg(to_jsonb(row) order by row.position)
          from (select ${columns} from app.tasks t where t.plan_id = p.id) row) as tasks
        from app.plans p where p.id = ${c.req.param("plan")}`),
    )
    .post("*", async (c) => {
      await c.req.text();
      return c.body(null, 204);
    });
}

let app: Hono | undefined;

export default {
  fetch: (request: Request, env: Env) => (app ??= createApp(env)).fetch(request),
};
