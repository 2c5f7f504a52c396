import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Operation } from "@alva/contracts/task";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params, query } from "@alva/http/validate";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import { type Context, Hono } from "hono";
import * as z from "zod";
import { readCursor, writeCursor } from "@alva/http/cursor";
import type { Ports } from "../ports.ts";
import { changeTaskOnce } from "../queries/task-changes.ts";
import type { OperationOutcome, TaskOperation } from "../queries/task-operations.ts";
import { listTasks } from "../queries/tasks.ts";

const { listTasks: list, changeTask: change } = apiEndpoints;
const TaskCursor = z.tuple([z.int().min(0).max(1_000_000)]);

/** `/tasks`: the board of the current plan. */
export function taskRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(list.path, query(list.query), async (c) => {
      const { cursor, limit, ...filters } = c.req.valid("query");
      const [afterPosition = 0] = cursor === undefined ? [] : readCursor(TaskCursor, cursor);
      const userId = c.get("caller").sub;
      const rows = await listTasks(db, { ...filters, userId, afterPosition, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page.map(({ task }) => task),
        next_cursor: rows.length > limit && last ? writeCursor([last.position]) : null,
      });
    })
    .patch(change.path, params(change.params), body(change.body), async (c) => {
      const { operation, fields } = readOperation(c, c.req.valid("json"));
      const taskId = c.req.valid("param").id;
      const { status, task } = answered(await changeTaskOnce(db, { ...operation, taskId, change: fields }));
      if (task) return c.json(task);
      throw new ApiError("state_conflict", `This task is ${status}, which does not allow that.`);
    });
}

/** Splits a write into its operation and what it asks for. */
function readOperation<Fields extends Operation>(c: Context<BearerEnv>, request: Fields) {
  const { operation_id, at, ...fields } = request;
  const requestHash = sha256Hex(canonicalJson([c.req.method, c.req.path, request]));
  const operation: TaskOperation = { userId: c.get("caller").sub, operation_id, at, requestHash };
  return { operation, fields };
}

function answered<Answer>(outcome: OperationOutcome<Answer>): Answer {
  switch (outcome.kind) {
    case "answered":
      return outcome.answer;
    case "none":
      throw new ApiError("not_found", "Your plan has no task with this id.");
    case "reused":
      throw new ApiError("idempotency_key_reused", "Use a new operation id for a new change.");
  }
}
