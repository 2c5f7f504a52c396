import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startChild, type Child } from "./child-process.ts";

/** `dev` compiles pages as they are opened; `built` is what is deployed, under Cloudflare's local runtime. */
export type WebMode = "dev" | "built";

interface WebOptions {
  readonly mode: WebMode;
  readonly port: number;
  readonly authOrigin: string;
  readonly apiOrigin: string;
  /** Where the sign-in link arrives; absent when a real provider sends it. */
  readonly mailboxUrl?: string | undefined;
  /** Aborts the start. */
  readonly signal: AbortSignal;
}

const folder = fileURLToPath(new URL("../../../../web/", import.meta.url));
const startDeadlineMs = 120_000;

/** Starts the web app; resolves when it answers. Rejects, with what was said, when it does not come up. */
export async function startWeb({
  mode,
  port,
  authOrigin,
  apiOrigin,
  mailboxUrl,
  signal,
}: WebOptions): Promise<Child> {
  const env = {
    NEXT_PUBLIC_AUTH_ORIGIN: authOrigin,
    NEXT_PUBLIC_API_ORIGIN: apiOrigin,
    NEXT_PUBLIC_MAILBOX_URL: mailboxUrl ?? "",
    NEXT_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
  };
  const said: string[] = [];
  const start = (script: string, args: readonly string[]) =>
    startChild({ script, args, cwd: folder, env, onLine: (line) => said.push(line) });

  if (mode === "built") {
    const build = start(`${folder}build.ts`, []);
    signal.addEventListener("abort", () => void build.stop());
    const how = await build.ended;
    if (how !== "exit code 0") throw failure(`could not be built (${how})`, said);
  }
  const { resolve } = createRequire(`${folder}package.json`);
  const child =
    mode === "dev"
      ? start(resolve("next/dist/bin/next"), ["dev", "--turbopack", `--port=${port}`, "--hostname=127.0.0.1"])
      : start(resolve("wrangler"), [
          "pages",
          "dev",
          ".vercel/output/static",
          "--ip=127.0.0.1",
          `--port=${port}`,
          "--compatibility-date=2026-11-01",
          "--compatibility-flag=nodejs_compat",
        ]);
  try {
    await untilAnswering(child);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return child;

  async function untilAnswering({ ended }: Child): Promise<void> {
    let end: string | undefined;
    void ended.then((how) => (end = how));
    const deadline = Date.now() + startDeadlineMs;
    while (!(await isAnswering())) {
      signal.throwIfAborted();
      if (end !== undefined) throw failure(`ended (${end})`, said);
      if (Date.now() > deadline) throw failure(`did not answer within ${startDeadlineMs / 1000} s`, said);
      await wait(200);
    }
  }

  async function isAnswering(): Promise<boolean> {
    const asked = fetch(`http://127.0.0.1:${port}/icon.svg`, { signal: AbortSignal.timeout(5000) });
    const answer = await asked.catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }
}

function failure(what: string, said: readonly string[]): Error {
  return new Error(`The web app ${what}. It said:\n${said.slice(-40).join("\n").trim() || "(nothing)"}`);
}
