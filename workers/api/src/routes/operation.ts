import type { Operation } from "@alva/contracts/task";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import type { Context } from "hono";
import type { OperationOutcome, TaskOperation } from "../queries/task-operations.ts";

/** Splits a write into its operation and what it asks for. */
export function readOperation<Fields extends Operation>(c: Context<BearerEnv>, request: Fields) {
  return splitOperation({ userId: c.get("caller").sub, method: c.req.method, path: c.req.path, request });
}

interface OperationRequest<Fields extends Operation> {
  readonly userId: string;
  readonly method: string;
  readonly path: string;
  readonly request: Fields;
}

/** Splits what a request would ask for that was sent with this method to this path. */
export function splitOperation<Fields extends Operation>({
  userId,
  method,
  path,
  request,
}: OperationRequest<Fields>) {
  const { operation_id, at, ...fields } = request;
  const requestHash = sha256Hex(canonicalJson([method, path, request]));
  const operation: TaskOperation = { userId, operation_id, at, requestHash };
  return { operation, fields };
}

/** The answer to an operation; throws when there is nothing it could have meant, or its id belongs to another one. */
export function answered<Answer>(outcome: OperationOutcome<Answer>, refusal = noTask): Answer {
  switch (outcome.kind) {
    case "answered":
      return outcome.answer;
    case "none":
      throw refusal();
    case "reused":
      throw reusedOperation();
  }
}

/** The refusal of an operation whose id belongs to another one. */
export function reusedOperation(): ApiError {
  return new ApiError("idempotency_key_reused", "Use a new operation id for a new change.");
}

/** The refusal of a task that the person does not have. */
export function noTask(): ApiError {
  return new ApiError("not_found", "You have no plan with this task.");
}

/** The refusal of what a task's status does not allow, or of what is for the owner's own tasks only. */
export function forbiddenChange(forbiddenBy: string | null): ApiError {
  return new ApiError(
    "state_conflict",
    forbiddenBy === "plan_task"
      ? "Title, channel and minutes can be changed on your own tasks only."
      : `This task is ${forbiddenBy}, which does not allow that.`,
  );
}

/** The refusal to delete a task of the plan. */
export function forbiddenDeletion(): ApiError {
  return new ApiError("state_conflict", "A task of the plan is parked or skipped, not deleted.");
}
