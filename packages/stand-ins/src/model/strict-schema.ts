import * as z from "zod";
import { ModelError } from "./model-error.ts";

/** Keywords that OpenAI's strict mode does not permit (guide "Structured Outputs", supported schemas). */
const notPermitted = [
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "minLength",
  "maxLength",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "uniqueItems",
  "default",
];

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

/** What a schema is for: the answer's form, or a function's parameters, and where that stands in the request. */
type SchemaUse =
  | { readonly kind: "response_format"; readonly name: string }
  | { readonly kind: "function"; readonly name: string; readonly parameter: string };

/**
 * Refuses (400) what OpenAI refuses in a schema sent with `strict: true`, so that a request which works offline also
 * works there: objects must be closed, every property required, and only the permitted keywords used.
 */
export function requireStrictSchema(use: SchemaUse, schema: unknown): void {
  const fault =
    Schema.safeParse(schema).data?.type === "object"
      ? faultIn(schema, [])
      : { path: [], message: "schema must be a JSON Schema of 'type: \"object\"'." };
  if (!fault) return;
  const context = `(${fault.path.map((part) => `'${part}'`).join(", ")})`;
  throw new ModelError(
    "invalid_request",
    `Invalid schema for ${use.kind} '${use.name}': In context=${context}, ${fault.message}`,
    use.kind === "function" ? use.parameter : use.kind,
  );
}

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

function faultIn(schema: unknown, path: readonly string[]): Fault | undefined {
  const parsed = Schema.safeParse(schema);
  if (!parsed.success) return { path, message: "schema must be an object." };
  const {
    type,
    properties = {},
    required,
    additionalProperties,
    items,
    anyOf = [],
    $defs = {},
  } = parsed.data;

  const keyword = notPermitted.find((word) => Object.hasOwn(parsed.data, word));
  if (keyword) return { path, message: `'${keyword}' is not permitted.` };
  if (type === "object" || type?.includes("object")) {
    if (additionalProperties !== false) {
      return { path, message: "'additionalProperties' is required to be supplied and to be false." };
    }
    const missing = Object.keys(properties).find((property) => !required?.includes(property));
    if (missing !== undefined) {
      return {
        path,
        message: `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`,
      };
    }
  }
  const children: [readonly string[], unknown][] = [
    ...Object.entries(properties).map(([key, child]): [string[], unknown] => [["properties", key], child]),
    ...Object.entries($defs).map(([key, child]): [string[], unknown] => [["$defs", key], child]),
    ...anyOf.map((child, index): [string[], unknown] => [["anyOf", String(index)], child]),
    ...(items === undefined ? [] : [[["items"], items] satisfies [string[], unknown]]),
  ];
  for (const [step, child] of children) {
    const fault = faultIn(child, [...path, ...step]);
    if (fault) return fault;
  }
  return undefined;
}
