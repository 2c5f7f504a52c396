import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("closing with messages pending leaves no timer and no socket, so the process ends by itself", async () => {
  const fixture = fileURLToPath(new URL("closing.fixture.ts", import.meta.url));
  // A timer or socket left behind keeps the process alive; it is then killed and this rejects.
  const { stdout } = await promisify(execFile)(process.execPath, [fixture], { timeout: 10_000 });
  expect(JSON.parse(stdout)).toEqual(Array.from({ length: 7 }, () => "CANCELLED"));
}, 15_000);
