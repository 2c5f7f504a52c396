import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChild } from "./child-process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alva-child-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function start(name: string, source: string) {
  const script = join(folder, name);
  await writeFile(script, source);
  const said: string[] = [];
  const child = startChild({ script, args: [], cwd: folder, env: {}, onLine: (line) => said.push(line) });
  return { child, said };
}

test("a child that has done its work ends by itself, with the code it chose", async () => {
  const { child } = await start("done.mjs", "process.exitCode = 3;");
  expect(await child.ended).toBe("exit code 3");
});

test("what a child forks runs, although it inherits the guard", async () => {
  const { child, said } = await start(
    "forks.mjs",
    `import { fork } from "node:child_process";
     if (process.argv[2] !== "forked") {
       fork(import.meta.filename, ["forked"]).on("message", (message) => console.log(message));
     } else process.send("from the fork", () => process.disconnect());`,
  );
  expect(await child.ended).toBe("exit code 0");
  expect(said).toEqual(["from the fork"]);
});

test("a child that would go on for ever ends when it is stopped", async () => {
  const { child } = await start("ever.mjs", "setInterval(() => {}, 1000);");
  await child.stop();
  expect(await child.ended).toMatch(/SIGTERM|SIGKILL/);
});
