// Run by postgres.test.ts in a process of its own, which it kills: starts Postgres, says so, and waits.
import { startPostgres } from "./postgres.ts";

const dataFolder = process.argv[2];
const { url, dataFolder: folder } = await startPostgres(dataFolder === undefined ? {} : { dataFolder });
process.send?.({ url, folder });
setInterval(() => undefined, 60_000);
