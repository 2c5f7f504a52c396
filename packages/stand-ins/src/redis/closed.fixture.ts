// Run by start.test.ts in a process of its own: uses a stand-in and closes it. What it left behind would keep it running.
import { startRedis } from "./start.ts";

const standIn = await startRedis({
  token: "t",
  engine: process.argv[2] === "server" ? "server" : "embedded",
});
const headers = { authorization: "Bearer t", accept: "text/event-stream" };
await fetch(`${standIn.url}/subscribe/c`, { method: "POST", headers });
await fetch(`${standIn.url}/multi-exec`, { method: "POST", headers, body: '[["SET","k","v"],["GET","k"]]' });
await standIn.close();
