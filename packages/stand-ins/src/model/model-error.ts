import type { Answer } from "../server.ts";

const kinds = {
  invalid_request: { status: 400, type: "invalid_request_error", code: null },
  invalid_api_key: { status: 401, type: "invalid_request_error", code: "invalid_api_key" },
  unknown_url: { status: 404, type: "invalid_request_error", code: "unknown_url" },
  model_not_found: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  server_error: { status: 500, type: "server_error", code: null },
} as const;

/** A refusal in OpenAI's words: `{ error: { message, type, param, code } }`. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: keyof typeof kinds;
  readonly parameter: string | null;
  constructor(kind: keyof typeof kinds, message: string, parameter: string | null = null) {
    super(message);
    this.kind = kind;
    this.parameter = parameter;
  }
}

/** The answer that a refusal becomes. */
export function answerModelError({ kind, message, parameter }: ModelError): Answer {
  const { status, type, code } = kinds[kind];
  return { status, body: { error: { message, type, param: parameter, code } } };
}
