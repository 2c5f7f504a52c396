import { parseArgs } from "node:util";
import { announce } from "./dev/announce.ts";
import { endWith } from "./dev/end-with.ts";
import { developmentFolder, ensureFolder, projectRoot } from "./dev/folder.ts";
import { takeLock } from "./dev/lock.ts";
import { createDevelopment } from "./dev/start.ts";

const help = `pnpm dev [--fresh]

Starts the whole product on this machine and says where to click. Ctrl-C ends it.

  --fresh       begin with an empty database
  --help        this text

Environment: WEB_PORT, API_PORT, AUTH_PORT, THINK_MS (how long the offline model thinks, default 1500), and the real
providers that README lists.
`;

const say = (sentence: string) => console.log(sentence);

try {
  const { values } = parseArgs({ options: { fresh: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) say(help);
  else await run(values.fresh ?? false);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(fresh: boolean): Promise<void> {
  const folder = developmentFolder(projectRoot);
  await ensureFolder(folder);
  const taken = await takeLock(folder);
  if ("heldBy" in taken) {
    const { pid, addresses } = taken.heldBy;
    throw new Error(`Alva already runs here (process ${pid})${addresses ? `: open ${addresses.web}` : ""}.`);
  }
  const development = createDevelopment({
    root: projectRoot,
    fresh,
    thinkMs: Number(process.env.THINK_MS ?? 1500),
    web: "dev",
    env: process.env,
    say,
    log: say,
  });
  const end = async () => {
    await development.close();
    await taken.lock.release();
  };
  endWith(async (reason) => {
    say(`${reason} Ending everything.`);
    await end();
  });
  try {
    const addresses = await development.start();
    await taken.lock.publish(addresses);
    say(announce(addresses));
  } catch (error) {
    await end();
    throw error;
  }
}
