import { zValidator } from "@hono/zod-validator";
import type * as z from "zod";
import { ApiError } from "./api-error.ts";

interface Outcome {
  readonly success: boolean;
  readonly error?: z.core.$ZodError;
}

/** Validates the JSON body. Refusals are one `validation_failed` problem that names each field. */
export const body = <Schema extends z.ZodType>(schema: Schema) => zValidator("json", schema, refuse);

/** Validates the query. */
export const query = <Schema extends z.ZodType>(schema: Schema) => zValidator("query", schema, refuse);

/** Validates path parameters; an id of the wrong form is simply not found. */
export const params = <Schema extends z.ZodType>(schema: Schema) => zValidator("param", schema, notFound);

/** Validates a part of the body whose schema depends on another part. Refusals name each field from `path` on. */
export function bodyPart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
): z.output<Schema> {
  const { success, data: part, error } = schema.safeParse(value);
  if (success) return part;
  throw refusal(error.issues.map((issue) => ({ ...issue, path: [path, ...issue.path] })));
}

function refuse(outcome: Outcome): void {
  if (outcome.success || !outcome.error) return;
  throw refusal(outcome.error.issues);
}

function refusal(issues: readonly z.core.$ZodIssue[]): ApiError {
  return new ApiError("validation_failed", "Nothing was saved. Please correct the fields named here.", {
    errors: issues.flatMap(fieldErrors),
  });
}

function notFound(outcome: Outcome): void {
  if (!outcome.success) throw new ApiError("not_found", "There is nothing at this address.");
}

/** One entry per refused field; each unknown key is named on its own path. Messages never repeat what was sent. */
function fieldErrors(issue: z.core.$ZodIssue) {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "This field is not known." }));
  }
  return [{ path: path.join("."), message: issue.message }];
}
