import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startChild, type Child } from "./child-process.ts";

/**
 * `dev` compiles pages as they are opened; `built` serves what {@link buildWeb} made last, which is what is deployed, under
 * Cloudflare's local runtime.
 */
export type WebMode = "dev" | "built";

/** Where the parts are, compiled into the app. */
interface Origins {
  readonly webOrigin: string;
  readonly authOrigin: string;
  readonly apiOrigin: string;
}

interface WebOptions extends Origins {
  readonly mode: WebMode;
  readonly port: number;
  /** Where the sign-in link arrives; absent when a real provider sends it. */
  readonly mailboxUrl?: string | undefined;
  /** Aborts the start. */
  readonly signal: AbortSignal;
}

const folder = fileURLToPath(new URL("../../../../web/", import.meta.url));
const startDeadlineMs = 120_000;

/** Builds the web app as it is deployed. Rejects, with what was said, when it cannot be built. */
export async function buildWeb(origins: Origins): Promise<void> {
  const said: string[] = [];
  const build = startChild({
    script: `${folder}build.ts`,
    args: [],
    cwd: folder,
    env: publicVariables(origins),
    onLine: (line) => said.push(line),
  });
  const how = await build.ended;
  if (how !== "exit code 0") throw failure(`could not be built (${how})`, said);
}

/** Starts the web app; resolves when it answers. Rejects, with what was said, when it does not come up. */
export async function startWeb({ mode, port, mailboxUrl, signal, ...origins }: WebOptions): Promise<Child> {
  const env = {
    ...publicVariables(origins),
    NEXT_PUBLIC_MAILBOX_URL: mailboxUrl ?? "",
    NEXT_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
  };
  const said: string[] = [];
  const start = (script: string, args: readonly string[]) =>
    startChild({ script, args, cwd: folder, env, onLine: (line) => said.push(line) });

  const { resolve } = createRequire(`${folder}package.json`);
  const child =
    mode === "dev"
      ? start(resolve("next/dist/bin/next"), ["dev", "--turbopack", `--port=${port}`, "--hostname=127.0.0.1"])
      : start(resolve("wrangler"), ["pages", "dev", "--ip=127.0.0.1", `--port=${port}`]);
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

function publicVariables({ webOrigin, authOrigin, apiOrigin }: Origins): Record<string, string> {
  return {
    NEXT_PUBLIC_WEB_ORIGIN: webOrigin,
    NEXT_PUBLIC_AUTH_ORIGIN: authOrigin,
    NEXT_PUBLIC_API_ORIGIN: apiOrigin,
  };
}

function failure(what: string, said: readonly string[]): Error {
  return new Error(`The web app ${what}. It said:\n${said.slice(-40).join("\n").trim() || "(nothing)"}`);
}
