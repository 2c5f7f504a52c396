import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { problems } from "@alva/contracts/problem";
import type { TaskWrite } from "@alva/contracts/task";
import type { TaskWritten } from "@alva/contracts/task-writes";
import type { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { type AskedWrite, writeTasks } from "../queries/task-writes.ts";
import { forbiddenChange, forbiddenDeletion, noTask, reusedOperation, splitOperation } from "./operation.ts";

const { addTask, changeTask, deleteTask, writeTasks: write } = apiEndpoints;

/** `/tasks/writes`: what waited on a device without a connection, in few requests. */
export function taskWriteRoutes({ db }: Ports) {
  return new Hono<BearerEnv>().post(write.path, body(write.body), async (c) => {
    const userId = c.get("caller").sub;
    const { writes } = c.req.valid("json");
    const outcomes = await writeTasks(
      db,
      userId,
      writes.map((one) => askedWrite(userId, one)),
    );
    return c.json({ answers: outcomes.map(presentOutcome) });
  });
}

/** A write as the operation that it would be alone, so that it is the same one however it is sent. */
function askedWrite(userId: string, one: TaskWrite): AskedWrite {
  switch (one.kind) {
    case "add": {
      const { operation, fields } = splitOperation({ userId, ...addTask, request: one.operation });
      return { kind: "add", ...operation, task: fields };
    }
    case "change": {
      const to = { ...changeTask, path: `/tasks/${one.task_id}` };
      const { operation, fields } = splitOperation({ userId, ...to, request: one.operation });
      return { kind: "change", ...operation, taskId: one.task_id, change: fields };
    }
    case "delete": {
      const to = { ...deleteTask, path: `/tasks/${one.task_id}` };
      const { operation } = splitOperation({ userId, ...to, request: one.operation });
      return { kind: "delete", ...operation, taskId: one.task_id };
    }
  }
}

function presentOutcome(outcome: Awaited<ReturnType<typeof writeTasks>>[number]): TaskWritten {
  if (outcome.kind !== "answered") return refused(outcome.kind === "none" ? noTask() : reusedOperation());
  const { answer } = outcome;
  switch (answer.kind) {
    case "task":
      return { kind: "taken", task: answer.task };
    case "forbidden_change":
      return refused(forbiddenChange(answer.by));
    case "forbidden_deletion":
      return refused(forbiddenDeletion());
  }
}

function refused({ code, message }: ApiError): TaskWritten {
  return { kind: "refused", problem: { code, status: problems[code].status, detail: message } };
}
