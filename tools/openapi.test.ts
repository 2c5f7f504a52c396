import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const Document = z.looseObject({
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

describe.each(["auth", "api"])("the %s worker's document", (worker) => {
  const read = async () =>
    Document.parse(JSON.parse(await readFile(`workers/${worker}/openapi.json`, "utf8")));

  test("is valid OpenAPI 3.1", async () => {
    const document = await read();
    expect(document).toMatchObject({ openapi: "3.1.0" });
    const { valid, errors } = await new Validator().validate(document);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  test("describes every schema that it names", async () => {
    const { schemas } = (await read()).components;
    expect(Object.entries(schemas).filter(([, schema]) => "$ref" in schema)).toEqual([]);
  });
});
