import { readdir, readFile } from "node:fs/promises";
import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { expect, test } from "vitest";
import { uncountedEndpoints } from "./uncounted-endpoints.ts";

const endpoints = [...Object.values(authEndpoints), ...Object.values(apiEndpoints)].map(
  ({ method, path }) => `${method} ${path}`,
);

/** Names of figures begin with the endpoint they count; what follows in brackets says which case. */
async function countedNames(): Promise<string[]> {
  const folder = new URL("round-trips/", import.meta.url);
  const sources = (await readdir(folder)).map((file) => readFile(new URL(file, folder), "utf8"));
  return (await Promise.all(sources)).flatMap((source) =>
    Array.from(source.matchAll(/count\(\s*"([A-Z]+ [^" ]+)/g), ([, name = ""]) => name),
  );
}

test("every endpoint's round trips are counted, or not for a reason that is given", async () => {
  const named = new Set([...(await countedNames()), ...Object.keys(uncountedEndpoints)]);
  expect(endpoints.filter((endpoint) => !named.has(endpoint))).toEqual([]);
});

test("what is counted or has a reason is an endpoint, and none has both", async () => {
  const counted = await countedNames();
  const reasons = Object.keys(uncountedEndpoints);
  expect([...counted, ...reasons].filter((name) => !endpoints.includes(name))).toEqual([]);
  expect(reasons.filter((name) => counted.includes(name))).toEqual([]);
});
