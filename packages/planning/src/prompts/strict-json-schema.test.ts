import { expect, test } from "vitest";
import * as z from "zod";
import { nameEveryField, strictJsonSchema } from "./strict-json-schema.ts";

const Inner = z.object({ note: z.string().max(5).exactOptional() }).meta({ id: "StrictTestInner" });
const Outer = z.object({
  list: z.array(Inner).max(2),
  day: z.iso.date().describe("A day"),
  kind: z.literal([1, 2]),
});

test("optional fields become nullable, lengths become words, references are written out", () => {
  expect(strictJsonSchema(Outer)).toEqual({
    type: "object",
    properties: {
      list: {
        type: "array",
        maxItems: 2,
        items: {
          type: "object",
          properties: {
            note: { anyOf: [{ type: "string", description: "At most 5 characters" }, { type: "null" }] },
          },
          required: ["note"],
          additionalProperties: false,
        },
      },
      day: { type: "string", format: "date", description: "A day" },
      kind: { type: "number", enum: [1, 2] },
    },
    required: ["list", "day", "kind"],
    additionalProperties: false,
  });
});

test("a value is completed with null for the fields it leaves open", () => {
  const value = { list: [{}, { note: "a" }], day: "2026-01-01", kind: 1 };
  expect(nameEveryField(value, strictJsonSchema(Outer))).toEqual({
    ...value,
    list: [{ note: null }, { note: "a" }],
  });
});
