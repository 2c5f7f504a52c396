import { readFile, writeFile } from "node:fs/promises";
import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { openApiDocument } from "@alva/contracts/openapi";

/** Writes each worker's OpenAPI document; with `--check` it only says which one is out of date, and fails. */
const documents = {
  "workers/auth/openapi.json": openApiDocument({
    title: "Alva auth",
    description:
      "Sign-in by e-mailed link, sessions with rotating refresh tokens, and the keys that verify access tokens.",
    endpoints: authEndpoints,
  }),
  "workers/api/openapi.json": openApiDocument({
    title: "Alva api",
    description: "The business profile, the 90-day plan made from it, and the tasks of that plan.",
    endpoints: apiEndpoints,
  }),
};

for (const [path, document] of Object.entries(documents)) {
  const url = new URL(`../${path}`, import.meta.url);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (!process.argv.includes("--check")) await writeFile(url, text);
  else if ((await readFile(url, "utf8").catch(() => "")) !== text) {
    console.error(`${path} is out of date. Run: pnpm openapi`);
    process.exitCode = 1;
  }
}
