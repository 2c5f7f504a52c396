import type { FieldError, ProblemCode } from "@alva/contracts/problem";

interface ApiErrorOptions {
  /** For our logs only; never sent. */
  readonly cause?: unknown;
  /** Each refused field of a `validation_failed`. */
  readonly errors?: readonly FieldError[];
  /** Extra answer headers, such as `Retry-After` or `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal on its way out of a request. The message is a sentence for the client that says what to do next; nothing
 * internal, echoed or upstream may stand in it.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, message: string, options: ApiErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** A service that we lean on is away for now. Asks the client to come back in two seconds. */
export function dependencyUnavailable(cause: unknown): ApiError {
  return new ApiError("dependency_unavailable", "Nothing was lost. Please try again in a moment.", {
    cause,
    headers: { "Retry-After": "2" },
  });
}
