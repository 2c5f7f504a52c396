import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "./api-error.ts";
import { createBareApp } from "./bare-app.ts";
import { timedFetch } from "./server-timing.ts";

const webOrigin = "https://app.example.com";
/** An address that takes this many milliseconds to answer. */
const taking = (milliseconds: number) => `https://outside.example/${milliseconds}`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout"] });
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(globalThis, "fetch").mockImplementation(async (address) => {
    const milliseconds = Number(new URL(new Request(address).url).pathname.slice(1));
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    if (milliseconds > 1000) throw new TypeError("connection lost");
    return new Response();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const app = createBareApp({ service: "api", webOrigin })
  .get("/nothing", (c) => c.text("here"))
  .get("/twice", async (c) => {
    await timedFetch(taking(12), {});
    await timedFetch(taking(400), {});
    return c.text("here");
  })
  .get("/took/:milliseconds", async (c) => {
    await timedFetch(taking(Number(c.req.param("milliseconds"))), {});
    return c.text("here");
  })
  .get("/refused", async () => {
    await timedFetch(taking(12), {});
    throw new ApiError("not_found", "no such row");
  })
  .get("/secret", async (c) => {
    c.set("timesAreSecret", true);
    await timedFetch(taking(12), {});
    return c.text("here");
  })
  .get("/later", (c) => {
    const asking = timedFetch(taking(12), {});
    return c.body(
      new ReadableStream({
        async start(controller) {
          await asking;
          controller.close();
        },
      }),
    );
  });

async function timesOf(path: string): Promise<string | null> {
  const answer = app.request(path);
  await vi.runAllTimersAsync();
  return (await answer).headers.get("Server-Timing");
}

describe("an answer", () => {
  test.each([
    ["/twice", "db;dur=12.0,db;dur=400.0"],
    ["/refused", "db;dur=12.0"],
    ["/took/2000", "db;dur=2000.0"],
  ])("(%s) tells how long each of those it asked took, refused and failed too", async (path, times) => {
    expect(await timesOf(path)).toBe(times);
  });

  test.each(["/nothing", "/nowhere"])("(%s) that asked nobody tells no times", async (path) => {
    expect(await timesOf(path)).toBeNull();
  });

  test("whose times are secret tells none", async () => {
    expect(await timesOf("/secret")).toBeNull();
  });

  test("that streams tells what was known when its headers left", async () => {
    expect(await timesOf("/later")).toBeNull();
  });

  test("tells of its own request alone when others are under way", async () => {
    const all = Promise.all([30, 10, 20].map((each) => timesOf(`/took/${each}`)));
    expect(await all).toEqual(["db;dur=30.0", "db;dur=10.0", "db;dur=20.0"]);
  });

  test("shows its times to the web app's origin and to no other", async () => {
    const allowed = await Promise.all(
      [webOrigin, "https://evil.example"].map(async (origin) => {
        const answer = await app.request("/nowhere", { headers: { Origin: origin } });
        return answer.headers.get("Timing-Allow-Origin");
      }),
    );
    expect(allowed).toEqual([webOrigin, null]);
  });
});

test("what is asked outside of any request is answered alike", async () => {
  const answer = timedFetch(taking(12), {});
  await vi.runAllTimersAsync();
  expect((await answer).status).toBe(200);
});
