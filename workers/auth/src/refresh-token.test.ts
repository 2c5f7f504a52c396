import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createHmacKeys } from "@alva/http/hmac-keys";
import { createFirstToken, parseRefreshToken, successorsOf } from "./refresh-token.ts";

const key = (seed: number) => new Uint8Array(32).fill(seed);
const sessionId = "0196a5a0-0000-4000-8000-000000000001";

test("a token reads back as what it was made from", async () => {
  const token = await createFirstToken(sessionId);
  expect(await parseRefreshToken(token.text)).toEqual(token);
  const [next] = await successorsOf(token, createHmacKeys(key(1)));
  expect(await parseRefreshToken(next.text)).toEqual({
    sessionId,
    generation: 1,
    text: next.text,
    hash: next.hash,
  });
});

test("a token changed in any one place is none", async () => {
  const { text } = await createFirstToken(sessionId);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.constantFrom("a", "b", "z", "0", "9", "-", "_", ".", "A", " "),
      async (at, sign) => {
        fc.pre(text[at] !== sign);
        expect(await parseRefreshToken(text.slice(0, at) + sign + text.slice(at + 1))).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

test("no text makes reading fail", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      expect(await parseRefreshToken(text)).toBeUndefined();
    }),
  );
});

test("successors depend on the whole token and the key, and on nothing else", async () => {
  const token = await createFirstToken(sessionId);
  const other = await createFirstToken(sessionId);
  const keys = createHmacKeys(key(1), key(2));
  const [one, two] = await successorsOf(token, keys);
  expect(await successorsOf(token, keys)).toEqual([one, two]);
  expect((await successorsOf(token, createHmacKeys(key(2))))[0]).toEqual(two);
  const [ofOther] = await successorsOf(other, keys);
  expect(new Set([one.text, two?.text, ofOther.text, token.text]).size).toBe(4);
});
