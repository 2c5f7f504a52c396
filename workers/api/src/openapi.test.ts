import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { expectCommonHeaders } from "@alva/http/testing/expect-common-headers";
import { expect, test } from "vitest";
import document from "../openapi.json" with { type: "json" };
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { bindings } from "./testing/bindings.ts";
import { send } from "./testing/person.ts";

const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
);
const listed = Object.values<Endpoint>(apiEndpoints).map(
  ({ method, path }) => `${method} ${path.replaceAll(/:([a-z_]+)/g, "{$1}")}`,
);

test("every route of the app is in the document, and nothing else", () => {
  const app = createApp(createPorts(readConfig({ ...bindings })));
  const handled = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z_]+)/g, "{$1}")}`);
  expect([...new Set(handled)].toSorted()).toEqual(documented.toSorted());
  expect(listed.toSorted()).toEqual(documented.toSorted());
});

test("every reference in the document leads to a part of it", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? "");
  expect(references.length).toBeGreaterThan(100);
  const dangling = references.filter((to) => partAt(to) === undefined);
  expect(dangling).toEqual([]);
});

test("every endpoint of the contract is answered by a handler", async () => {
  for (const { method, path, access } of Object.values<Endpoint>(apiEndpoints)) {
    const answer = await send(path.replaceAll(/:[a-z_]+/g, crypto.randomUUID()), { method });
    // An open address with a parameter is a secret, and this one is nobody's.
    const open = path.includes(":") ? 404 : 200;
    expect(answer.status, `${method} ${path}`).toBe(access === "open" ? open : 401);
    expect(answer.headers.get("Cache-Control"), `${method} ${path}`).toBe("no-store");
    expectCommonHeaders(answer);
  }
});

test("the document is served as it is committed, and its page loads nothing from elsewhere", async () => {
  expect(await (await send("/openapi.json")).json()).toEqual(document);
  const page = await send("/docs");
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(await page.text()).not.toMatch(/https?:\/\//);
});

/** What a reference within the document leads to (RFC 6901, section 6). */
function partAt(reference: string): unknown {
  const [root, ...names] = reference.split("/");
  if (root !== "#") return undefined;
  return names.reduce<unknown>((part, name) => {
    const key = decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
    return Object.entries(part ?? {}).find(([candidate]) => candidate === key)?.[1];
  }, document);
}
