import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepSecrets } from "./kept-secrets.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alva-secrets-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("secrets are made once, then kept, in a file that only its owner can read", async () => {
  const first = await keepSecrets(folder);
  expect(await keepSecrets(folder)).toEqual(first);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
});

test("a secret that is new to the project joins those that are kept", async () => {
  const { mailApiKey, ...older } = await keepSecrets(folder);
  await writeFile(join(folder, "secrets.json"), JSON.stringify(older));
  const completed = await keepSecrets(folder);
  expect(completed).toMatchObject(older);
  expect(completed.mailApiKey).not.toBe(mailApiKey);
});

test.each(["{", "[]", '{"linkKey":"short"}'])(
  "a damaged file is named and not overwritten: %s",
  async (content) => {
    const path = join(folder, "secrets.json");
    await writeFile(path, content);
    await expect(keepSecrets(folder)).rejects.toThrow(`${path} is damaged. Delete it`);
    expect(await readFile(path, "utf8")).toBe(content);
  },
);
