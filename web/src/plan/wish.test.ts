import type { Channel } from "@alva/contracts/master-plan";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Means, readWish, replanPath, wishOf, withWish } from "./wish.ts";

const anyMeans: fc.Arbitrary<Means> = fc.record({
  hours: fc.integer({ min: 0, max: 20 }),
  budget: fc.integer({ min: 0, max: 100_000 }),
  channels: fc.record({
    ppc: fc.boolean(),
    social: fc.boolean(),
    email: fc.boolean(),
    blog: fc.boolean(),
    seo: fc.boolean(),
    ops: fc.boolean(),
  } satisfies Record<Channel, fc.Arbitrary<boolean>>),
});

test("a wish says what differs and nothing else, survives its address, and leads to what was wanted", () => {
  fc.assert(
    fc.property(anyMeans, anyMeans, (now, wanted) => {
      const wish = wishOf(now, wanted);
      expect(wish.hours === undefined).toBe(now.hours === wanted.hours);
      const [, written = ""] = replanPath(wish).split("?");
      const read = readWish(new URLSearchParams(written).get("wish"));
      expect(read).toEqual(wish);
      expect(withWish(now, read)).toEqual(wanted);
    }),
  );
});

test("means that stay as they are wish for nothing", () => {
  fc.assert(
    fc.property(anyMeans, (now) => {
      expect(wishOf(now, now)).toEqual({});
    }),
  );
});

test.each([null, "", "{", "[]", '{"hours":21}', '{"confirm":{}}'])("%j wishes for nothing", (written) => {
  expect(readWish(written)).toEqual({});
});
