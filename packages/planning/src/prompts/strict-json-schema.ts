import * as z from "zod";

/** A JSON schema as plain data. */
export type JsonSchema = Record<string, unknown>;

/**
 * The JSON schema of a zod schema in the subset that strict structured outputs accept: every property is required, optional ones
 * become nullable, no others are allowed, nothing is referenced. Lengths of texts, which that subset lacks, are said in the
 * description instead; the zod schema still checks them.
 */
export function strictJsonSchema(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, { io: "input" });
  return makeStrict(json, json.$defs ?? {});
}

/**
 * A value with every field that its strict schema names: those it leaves open are null, as a model under such a schema would have
 * to answer.
 */
export function nameEveryField(value: unknown, schema: unknown): unknown {
  if (!isSchema(schema)) return value;
  const { anyOf, properties, items } = schema;
  if (Array.isArray(anyOf)) return value === undefined ? null : nameEveryField(value, anyOf[0]);
  if (Array.isArray(value)) return value.map((item) => nameEveryField(item, items));
  if (!isSchema(value) || !isSchema(properties)) return value;
  return Object.fromEntries(
    Object.entries(properties).map(([key, member]) => [key, nameEveryField(value[key], member)]),
  );
}

const dropped = new Set(["$schema", "$defs", "id", "default", "minLength", "maxLength"]);

function makeStrict(schema: JsonSchema, definitions: JsonSchema): JsonSchema {
  const target =
    typeof schema["$ref"] === "string" ? definitions[schema["$ref"].replace("#/$defs/", "")] : undefined;
  if (isSchema(target)) return makeStrict(target, definitions);

  const described = typeof schema["description"] === "string" ? schema["description"] : undefined;
  const strict: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    // A format such as date says more to a model than its pattern.
    if (dropped.has(key) || (key === "pattern" && "format" in schema)) continue;
    strict[key] = isSchema(value) && key !== "properties" ? makeStrict(value, definitions) : value;
  }
  const length = lengthInWords(schema);
  if (length !== null) strict["description"] = described === undefined ? length : `${described}. ${length}`;
  const { properties, required } = schema;
  return isSchema(properties)
    ? { ...strict, ...strictObject({ properties, required }, definitions) }
    : strict;
}

function strictObject(
  { properties, required }: { properties: JsonSchema; required: unknown },
  definitions: JsonSchema,
): JsonSchema {
  const members = Object.entries(properties).map(([key, member]) => {
    const strict = makeStrict(isSchema(member) ? member : {}, definitions);
    const isRequired = Array.isArray(required) && required.includes(key);
    return [key, isRequired ? strict : { anyOf: [strict, { type: "null" }] }] as const;
  });
  return {
    properties: Object.fromEntries(members),
    required: members.map(([key]) => key),
    additionalProperties: false,
  };
}

function lengthInWords({ maxLength }: JsonSchema): string | null {
  return typeof maxLength === "number" ? `At most ${maxLength} characters` : null;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
