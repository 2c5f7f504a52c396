import { Agent } from "node:http";
import { join } from "node:path";
import { createKeyRing } from "@alva/stand-ins/qstash/signature";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { buildScript } from "../tools/bundle.ts";
import { post } from "./auth/post.ts";
import { median } from "./auth/statistics.ts";
import { takeTurns } from "./auth/turns.ts";
import { childrenNamed, processorTime } from "./processor-time.ts";
import type { Figure } from "./table.ts";
import type { AppName, Turn } from "./webhook.worker.ts";

const bodyBytes = 1_000_000;
const rounds = { warmUp: 10, counted: 30 };
const repeats = 20;

const origin = "https://api.example.com";
const url = `${origin}/webhooks/qstash/step?plan=bench&step=strategy&attempt=1`;
const keys = { current: "sig_bench_current_signing_key", next: "sig_bench_next_signing_key" };

/**
 * The processor's time in workerd of verifying a signed delivery of 1 MB, beside one bare SHA-256 of its bytes; what Hono
 * takes to receive them is subtracted from both. Only Linux counts it finely enough; elsewhere there are no figures.
 */
export async function webhookFigures(folder: string): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  const others = await childrenNamed("workerd");
  const workerd = await startWorkerd(folder);
  const agent = new Agent({ keepAlive: true });
  try {
    const address = await workerd.ready;
    const [pid = Number.NaN] = (await childrenNamed("workerd")).filter((each) => !others.includes(each));
    const delivery = signedDelivery();
    const turn = (app: AppName) => async () => {
      const asked: Turn = { app, repeats, ...delivery };
      const before = await processorTime(pid);
      await post(address, asked, agent);
      return ((await processorTime(pid)) - before) / repeats;
    };
    const { received, hashed, verified } = await takeTurns(rounds, {
      received: turn("received"),
      hashed: turn("hashed"),
      verified: turn("verified"),
    });
    const beyondReceiving = (times: readonly number[]) =>
      median(times.map((milliseconds, round) => milliseconds - (received[round] ?? Number.NaN)));
    const hashing = beyondReceiving(hashed);
    const verifying = beyondReceiving(verified);
    return [
      { name: "Hono receives it", value: median(received), unit: "ms" },
      { name: "one SHA-256 of it", value: hashing, unit: "ms" },
      { name: "requireQstashSignature", value: verifying, unit: "ms", budget: 2 },
      { name: "against the hash", value: verifying / hashing, unit: "times", budget: 3 },
    ];
  } finally {
    agent.destroy();
    await workerd.dispose();
  }
}

async function startWorkerd(folder: string): Promise<Miniflare> {
  const script = await buildScript(join(folder, "webhook"), [
    "bench/webhook.worker.ts",
    "-c",
    "bench/auth/wrangler.toml",
  ]);
  return new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: "ESModule", path: "index.js", contents: script }],
      compatibilityDate: "2026-11-01",
      bindings: {
        WEBHOOK_ORIGIN: origin,
        QSTASH_CURRENT_SIGNING_KEY: keys.current,
        QSTASH_NEXT_SIGNING_KEY: keys.next,
      },
      host: "127.0.0.1",
      port: 0,
      cf: false,
    }),
  );
}

/** A report of QStash about an answer of the model, as large as all of it may be in base64. */
function signedDelivery(): Pick<Turn, "url" | "headers" | "body"> {
  const report = { sourceMessageId: "msg_bench", status: 200, body: "" };
  const body = JSON.stringify({ ...report, body: "QWx2".repeat((bodyBytes - 100) / 4) }).padEnd(bodyBytes);
  const signature = createKeyRing(keys).sign({ url, body: Buffer.from(body), now: Date.now() });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": String(bodyBytes),
    "Upstash-Signature": signature,
  };
  return { url, headers, body };
}
