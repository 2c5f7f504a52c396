import * as z from "zod";

const unsupported = [
  "$ref",
  "$defs",
  "oneOf",
  "allOf",
  "minLength",
  "maxLength",
  "default",
  "propertyNames",
  "not",
];

/** Where a schema leaves the subset of strict structured outputs. */
export function looseParts(schema: unknown, path = "$"): string[] {
  if (Array.isArray(schema))
    return schema.flatMap((member, index) => looseParts(member, `${path}[${index}]`));
  if (typeof schema !== "object" || schema === null) return [];
  const entries = Object.entries(schema);
  const { type, properties, required, additionalProperties } = z
    .looseObject({
      type: z.unknown(),
      properties: z.record(z.string(), z.unknown()).optional(),
      required: z.array(z.string()).optional(),
      additionalProperties: z.unknown(),
    })
    .catch({ type: undefined, additionalProperties: undefined })
    .parse(schema);
  const isLoose =
    type === "object" &&
    (additionalProperties !== false || Object.keys(properties ?? {}).join() !== (required ?? []).join());
  return [
    ...(isLoose ? [`${path} is loose`] : []),
    ...entries.flatMap(([key, member]) => [
      ...(unsupported.includes(key) && !path.endsWith(".properties") ? [`${path}.${key}`] : []),
      ...looseParts(member, `${path}.${key}`),
    ]),
  ];
}
