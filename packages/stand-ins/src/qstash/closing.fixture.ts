// Run by closing.test.ts in a process of its own: leaves messages in every kind of waiting, closes, and must then end.
import { Client } from "@upstash/qstash";
import { startServer } from "../server.ts";
import { startQstash } from "./start.ts";

const qstash = await startQstash({ token: "t", currentSigningKey: "sig_a", nextSigningKey: "sig_b" });
const arrived = Promise.withResolvers<void>();
const destination = await startServer({
  name: "the destination",
  handle: () => {
    arrived.resolve();
    // Never answers.
    return new Promise(() => {});
  },
});
const client = new Client({ baseUrl: qstash.url, token: "t", devMode: false });
const flowControl = { key: "k", rate: 1, period: "1h" } as const;

await client.publish({ url: "http://127.0.0.1:1/refused", retries: 3 });
await client.publish({ url: `${destination.url}/delayed`, delay: "1d" });
await client.queue({ queueName: "line" }).enqueue({ url: `${destination.url}/queued` });
await client.queue({ queueName: "line" }).enqueue({ url: `${destination.url}/behind` });
await client.publish({ url: `${destination.url}/first-of-period`, flowControl });
await client.publish({ url: `${destination.url}/next-period`, flowControl });
await client.schedules.create({ destination: `${destination.url}/scheduled`, cron: "* * * * *" });
qstash.deliveries.reorderNext(5, "/held");
await client.publish({ url: `${destination.url}/held` });
await arrived.promise;

await qstash.close();
await destination.close();
console.log(JSON.stringify(qstash.messages().map(({ state }) => state)));
