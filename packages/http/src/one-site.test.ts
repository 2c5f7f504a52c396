import { expect, test } from "vitest";
import * as z from "zod";
import { onOneSite } from "./one-site.ts";
import { parseConfig } from "./config.ts";

const schema = z
  .object({ ENVIRONMENT: z.enum(["production", "development"]), WEB: z.string(), AUTH: z.string() })
  .superRefine(onOneSite("WEB", "AUTH"));

const accepts =
  (web: string, auth: string, environment = "production") =>
  () =>
    parseConfig(schema, { ENVIRONMENT: environment, WEB: `https://${web}`, AUTH: `https://${auth}` });

test.each([
  ["app.example.com", "auth.example.com"],
  ["example.com", "auth.example.com"],
  ["app.example.com", "auth.eu.example.com"],
  ["example.com", "example.com:8443"],
  ["app.example.co.uk", "auth.example.co.uk"],
  ["app.alva.workers.dev", "auth.alva.workers.dev"],
  ["app.xn--bcher-kva.example", "auth.xn--bcher-kva.example"],
])("%s and %s are one site", (web, auth) => {
  expect(accepts(web, auth)).not.toThrow();
});

test.each([
  ["alva-web.pages.dev", "alva-auth.workers.dev"],
  ["alva-web.workers.dev", "alva-auth.workers.dev"],
  ["alva.vercel.app", "auth.vercel.app"],
  ["alva.netlify.app", "auth.netlify.app"],
  ["alva.github.io", "auth.github.io"],
  ["app.co.uk", "auth.co.uk"],
  ["app.com.au", "auth.com.au"],
  ["app.example.com", "auth.example.org"],
  ["app.example.com", "auth.badexample.com"],
  ["example", "auth.example"],
  ["com", "com"],
  ["203.0.113.7", "198.51.113.7"],
])("%s and %s are not: production refuses and names the variables, not the values", (web, auth) => {
  expect(accepts(web, auth)).toThrow(
    "Configuration refused: WEB (is not on one site with the other origins), AUTH (is not on one site with the other origins)",
  );
});

test("development may spread", () => {
  expect(accepts("localhost:3000", "127.0.0.1:3002", "development")).not.toThrow();
});
