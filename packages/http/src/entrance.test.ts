import { expect, test, vi } from "vitest";
import { createBareApp } from "./bare-app.ts";
import { ConfigError } from "./config.ts";
import { type Connected, createEntrance } from "./entrance.ts";
import { expectProblem } from "./testing/expect-problem.ts";

const webOrigin = "https://app.example.com";
const address = "https://auth.example.com/auth/refresh";
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };

test("a worker whose configuration is refused says so in its log alone, with everything an answer carries", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
  const entrance = createEntrance({
    service: "auth",
    connect() {
      throw new ConfigError("Configuration refused: AUTH_LINK_KEY (missing)");
    },
  });
  const ask = (origin: string, env: object) =>
    entrance.fetch(new Request(address, { method: "POST", headers: { Origin: origin } }), env, context);

  const answer = await ask(webOrigin, { WEB_ORIGIN: webOrigin });
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(webOrigin);
  expect(answer.headers.get("Access-Control-Allow-Credentials")).toBe("true");
  expect(JSON.stringify(await expectProblem(answer, "internal"))).not.toContain("AUTH_LINK_KEY");
  expect(lines).toEqual([expect.stringContaining("AUTH_LINK_KEY (missing)")]);

  for (const other of [
    await ask("https://evil.example", { WEB_ORIGIN: webOrigin }),
    await ask(webOrigin, { WEB_ORIGIN: "*" }),
    await ask("undefined", {}),
  ]) {
    expect(other.headers.has("Access-Control-Allow-Origin")).toBe(false);
    await expectProblem(other, "internal");
  }
  vi.restoreAllMocks();
});

test("a worker is connected once", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const connect = vi.fn<() => Connected>(() => ({
    app: createBareApp({ service: "api", webOrigin }).get("/", (c) => c.text("here")),
    sweep: async () => undefined,
  }));
  const entrance = createEntrance({ service: "api", connect });
  for (let request = 0; request < 3; request += 1) {
    expect(await (await entrance.fetch(new Request("https://api.example.com/"), {}, context)).text()).toBe(
      "here",
    );
  }
  await entrance.scheduled({}, {});
  expect(connect).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});
