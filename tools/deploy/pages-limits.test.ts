import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { brokenLimits, limits, weigh, type Weights } from "./pages-limits.ts";

const within: Weights = {
  files: limits.files,
  heaviest: { path: "a.png", bytes: limits.fileBytes },
  scriptBytes: 3 * 1024 * 1024,
  headers: "/x\n  A: b\n".repeat(limits.headerRules),
};

test("what stays within every limit, to the last byte, is fine", () => {
  expect(brokenLimits(within)).toEqual([]);
});

test.each([
  ["files", { files: limits.files + 1 }, "20001 files"],
  ["a file's size", { heaviest: { path: "film.mp4", bytes: limits.fileBytes + 1 } }, "film.mp4 is larger"],
  ["the script", { scriptBytes: 3 * 1024 * 1024 + 1 }, "The script is larger"],
  ["rules of headers", { headers: "/x\n  A: b\n".repeat(limits.headerRules + 1) }, "_headers has 101 rules"],
  ["a header's length", { headers: `/x\n  A: ${"b".repeat(2000)}` }, "a line of 2005 characters"],
])("one too many of %s is told", (_limit, changed, beginning) => {
  expect(brokenLimits({ ...within, ...changed })).toEqual([expect.stringContaining(beginning)]);
});

test("a folder is weighed with its script apart from what is served", async () => {
  const folder = await mkdtemp(join(tmpdir(), "alva-pages-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "_worker.js"));
  await writeFile(join(folder, "_worker.js/index.js"), "export default {}");
  await writeFile(join(folder, "index.html"), "<p>A page</p>");
  await writeFile(join(folder, "_headers"), "/\n");
  expect(await weigh(folder)).toEqual({
    files: 2,
    heaviest: { path: "index.html", bytes: 13 },
    scriptBytes: expect.any(Number),
    headers: "/\n",
  });
});
