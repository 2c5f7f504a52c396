import type { Operation } from "@alva/contracts/task";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import type { Context } from "hono";
import type { OperationOutcome, TaskOperation } from "../queries/task-operations.ts";

/** Splits a write into its operation and what it asks for. */
export function readOperation<Fields extends Operation>(c: Context<BearerEnv>, request: Fields) {
  const { operation_id, at, ...fields } = request;
  const requestHash = sha256Hex(canonicalJson([c.req.method, c.req.path, request]));
  const operation: TaskOperation = { userId: c.get("caller").sub, operation_id, at, requestHash };
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
      throw new ApiError("idempotency_key_reused", "Use a new operation id for a new change.");
  }
}

/** The refusal of a task that the person does not have. */
export function noTask(): ApiError {
  return new ApiError("not_found", "You have no plan with this task.");
}
