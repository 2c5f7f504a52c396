import * as fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { rememberNext, takeNext } from "./next-page.ts";

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.useFakeTimers({ now: Date.parse("2026-09-07T10:00:00Z") });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const origin = "https://alva.example";
const remember = (page: string) => rememberNext(new URL(page, origin));

test.each([
  "/plan/replan?wish=less+time&hours=3",
  "/board?quick=1&channel=email%2Cblog",
  "/board/tsk_eb4d998ee2?text=caf%C3%A9",
  "/onboarding/brand-clarity/1?from=summary",
  "/desk",
])("%s is where signing in leads back to, once", (page) => {
  remember(page);
  expect(takeNext()).toBe(page);
  expect(takeNext()).toBe("/home");
});

test("a page whose query is not understood is remembered without it", () => {
  remember("/board?text={odd}");
  expect(takeNext()).toBe("/board");
});

test.each([
  ["59 minutes", 59, "/desk"],
  ["an hour", 60, "/home"],
])("after %s a page is remembered no more than a link", (_, minutes, place) => {
  remember("/desk");
  vi.advanceTimersByTime(minutes * 60_000);
  expect(takeNext()).toBe(place);
});

test("whatever stands in the browser's storage, signing in leads to a page of our own", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withQueryParameters: true }),
    fc.webPath(),
    fc.constantFrom(
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "/.//evil.example",
      "/home#x",
    ),
    fc.webUrl().map((url) => url.replace("https:", "")),
  );
  fc.assert(
    fc.property(anything, (page) => {
      stored.set("alva.next", `${Date.now()} ${page}`);
      const next = takeNext();
      const url = new URL(next, origin);
      expect(url.origin).toBe(origin);
      expect(url.pathname + url.search).toBe(next);
    }),
  );
});

test("a page of our own that was remembered is the page that is led to", () => {
  const segment = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const query = fc.dictionary(segment, fc.string({ unit: "binary", maxLength: 10 }), { maxKeys: 3 });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), query, (segments, asked) => {
      const search = new URLSearchParams(asked).toString();
      const page = `/${segments.join("/")}${search === "" ? "" : `?${search}`}`;
      remember(page);
      expect(takeNext()).toBe(page);
    }),
  );
});
