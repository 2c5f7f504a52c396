import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";

test.each(["auth", "api"])("the %s worker's document is valid OpenAPI 3.1", async (worker) => {
  const document: unknown = JSON.parse(await readFile(`workers/${worker}/openapi.json`, "utf8"));
  expect(document).toMatchObject({ openapi: "3.1.0" });
  const { valid, errors } = await new Validator().validate(Object(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});
