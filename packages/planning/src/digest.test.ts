import { expect, test } from "vitest";
import { sha1Hex, sha256Hex } from "./digest.ts";

// FIPS 180-2 appendices A and B.
test("digests of `abc` are the standard's", () => {
  expect(sha1Hex("abc")).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("text is hashed as UTF-8", () => {
  expect(sha1Hex("é")).toBe("bf15be717ac1b080b4f1c456692825891ff5073d");
});
