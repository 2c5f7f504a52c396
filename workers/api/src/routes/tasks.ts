import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import { readCursor, writeCursor } from "@alva/http/cursor";
import type { Ports } from "../ports.ts";
import { addTaskOnce, deleteOwnTaskOnce } from "../queries/own-tasks.ts";
import { changeTaskOnce, changeTasksOnce } from "../queries/task-changes.ts";
import { listTaskHistory } from "../queries/task-history.ts";
import { listTasks } from "../queries/tasks.ts";
import { answered, forbiddenChange, forbiddenDeletion, noTask, readOperation } from "./operation.ts";

const { listTasks: list, changeTask, addTask, deleteTask, changeTasks, getTaskHistory } = apiEndpoints;
const HistoryCursor = z.tuple([z.int().min(1)]);
const TaskCursor = z.tuple([
  z.union([z.iso.date(), z.literal("infinity")]),
  z.int().min(1).max(3),
  z.int().min(0).max(1_000_000),
]);

/** `/tasks`: the board of the current plan. */
export function taskRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(list.path, query(list.query), async (c) => {
      const { cursor, limit, ...filters } = c.req.valid("query");
      const after = cursor === undefined ? undefined : readCursor(TaskCursor, cursor);
      const userId = c.get("caller").sub;
      const rows = await listTasks(db, { ...filters, userId, after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page.map(({ task }) => task),
        next_cursor: rows.length > limit && last ? writeCursor(last.place) : null,
      });
    })
    .get(getTaskHistory.path, params(getTaskHistory.params), query(getTaskHistory.query), async (c) => {
      const { cursor, limit } = c.req.valid("query");
      const [before] = cursor === undefined ? [] : readCursor(HistoryCursor, cursor);
      const userId = c.get("caller").sub;
      const taskId = c.req.valid("param").id;
      const rows = await listTaskHistory(db, { userId, taskId, before, limit: limit + 1 });
      if (!rows) throw noTask();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page.map(({ entry }) => entry),
        next_cursor: rows.length > limit && last ? writeCursor([last.number]) : null,
      });
    })
    .post(addTask.path, body(addTask.body), async (c) => {
      const { operation, fields } = readOperation(c, c.req.valid("json"));
      return c.json(answered(await addTaskOnce(db, { ...operation, task: fields })), 201);
    })
    .post(changeTasks.path, body(changeTasks.body), async (c) => {
      const bulk = c.req.valid("json");
      const { operation } = readOperation(c, bulk);
      const answer = answered(await changeTasksOnce(db, { ...operation, change: bulk }));
      if (answer.unchanged.some(({ reason }) => reason !== "not_found") || answer.changed.length > 0) {
        return c.json(answer);
      }
      throw noTask();
    })
    .patch(changeTask.path, params(changeTask.params), body(changeTask.body), async (c) => {
      const { operation, fields } = readOperation(c, c.req.valid("json"));
      const taskId = c.req.valid("param").id;
      const outcome = await changeTaskOnce(db, { ...operation, taskId, change: fields });
      const { forbiddenBy, task } = answered(outcome);
      if (task) return c.json(task);
      throw forbiddenChange(forbiddenBy);
    })
    .delete(deleteTask.path, params(deleteTask.params), query(deleteTask.query), async (c) => {
      const { operation } = readOperation(c, c.req.valid("query"));
      const taskId = c.req.valid("param").id;
      const { deleted } = answered(await deleteOwnTaskOnce(db, { ...operation, taskId }));
      if (deleted) return c.body(null, 204);
      throw forbiddenDeletion();
    });
}
