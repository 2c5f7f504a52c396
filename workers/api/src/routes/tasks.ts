import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import { readCursor, writeCursor } from "@alva/http/cursor";
import type { Ports } from "../ports.ts";
import { changeTask, listTasks } from "../queries/tasks.ts";

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
      const userId = c.get("caller").sub;
      const taskId = c.req.valid("param").id;
      const outcome = await changeTask(db, { userId, taskId, change: c.req.valid("json") });
      switch (outcome.kind) {
        case "changed":
          return c.json(outcome.task);
        case "conflict":
          throw new ApiError("state_conflict", `A task that is ${outcome.status} cannot be moved there.`);
        case "not_found":
          throw new ApiError("not_found", "Your plan has no task with this id.");
      }
    });
}
