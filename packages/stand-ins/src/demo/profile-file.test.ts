import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readProfile } from "./profile-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alva-profile-"));
  await writeFile(join(folder, "mine.json"), '{"mine":true}');
  await writeFile(join(folder, "local-service.json"), '{"shadows":"an example"}');
  await writeFile(join(folder, "broken.json"), "{");
});
afterAll(() => rm(folder, { recursive: true }));

test("a path is relative to the folder the command was run in", async () => {
  expect(await readProfile("mine.json", folder)).toEqual({ mine: true });
  expect(await readProfile(join(folder, "mine.json"), "/")).toEqual({ mine: true });
});

test.each(["handmade-solo", "b2b-consultancy.json"])(
  "%s is an example that comes with the project",
  async (name) => {
    expect(await readProfile(name, folder)).toHaveProperty("user_profile");
  },
);

test("a file of one's own goes before an example of the same name", async () => {
  expect(await readProfile("local-service.json", folder)).toEqual({ shadows: "an example" });
});

test.each(["nowhere.json", "elsewhere/handmade-solo.json", "../../package"])(
  "a file that does not exist is named, and the examples are listed: %s",
  async (name) => {
    await expect(readProfile(name, folder)).rejects.toThrow(
      new RegExp(`^There is no file ${join(folder, name)}\\. Examples .*: b2b-consultancy, handmade-solo, `),
    );
  },
);

test("a file that is not JSON is an error that names it", async () => {
  await expect(readProfile("broken.json", folder)).rejects.toThrow(/^broken\.json is not valid JSON: /);
});

test("a folder is no profile", async () => {
  await expect(readProfile(".", folder)).rejects.toThrow(/cannot be read/);
});
