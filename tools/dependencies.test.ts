import { readFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Which of our packages each may import. Dependencies point downwards; what is missing here is not allowed. */
const allowed: Record<string, readonly string[]> = {
  "workers/auth": ["http", "database", "contracts"],
  "workers/api": ["planning", "http", "database", "contracts"],
  web: ["auth-client", "api-client", "contracts"],
  "packages/auth-client": ["contracts"],
  "packages/api-client": ["contracts"],
  "packages/planning": ["contracts"],
  "packages/http": ["contracts"],
  "packages/database": [],
  "packages/contracts": [],
};

/** Tests of the workers run on the stand-ins; nothing that is deployed may. */
const isTest = (file: string) => /^web\/e2e\/|\.test\.tsx?$|\/testing\/|vitest\.config\.ts$/.test(file);

describe.each(Object.entries(allowed))("%s", (folder, packages) => {
  test(`imports ${packages.length > 0 ? packages.join(", ") : "none"} of our packages and nothing else`, async () => {
    const files = globSync(`${folder}/**/*.{ts,tsx}`, { exclude: (name) => name.includes("node_modules") });
    const imported = await Promise.all(
      files
        .filter((file) => !isTest(file))
        .map(async (file) => {
          const source = await readFile(file, "utf8");
          return Array.from(
            source.matchAll(/from "@alva\/([a-z-]+)\//g),
            ([, name = ""]) => `${name} in ${file}`,
          );
        }),
    );
    expect(imported.flat().filter((use) => !packages.includes(use.split(" ")[0] ?? ""))).toEqual([]);
  });

  test("declares what it imports and no other of our packages", async () => {
    const manifest = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const declared = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith("@alva/"));
    expect(declared.filter((name) => !packages.includes(name.slice("@alva/".length)))).toEqual([]);
  });
});
