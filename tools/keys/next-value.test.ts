import { createSigningKey } from "@alva/stand-ins/secrets";
import { describe, expect, test } from "vitest";
import { nextValue, publicKeysOf, type Purpose, RotationError } from "./next-value.ts";

const hmacKey = (seed: string) => Buffer.alloc(32, seed).toString("base64url");

/** Keys of each purpose as text, and their names, which tell one from another. */
const lists: Record<Purpose, { first: string; names: (value: string) => unknown[] }> = {
  signing: {
    first: JSON.stringify([createSigningKey()]),
    names: (value) => publicKeysOf(value).keys.map(({ kid }) => kid),
  },
  link: { first: hmacKey("a"), names: (value) => value.split(",") },
  refresh: { first: hmacKey("b"), names: (value) => value.split(",") },
  unsubscribe: { first: hmacKey("c"), names: (value) => value.split(",") },
};

describe.each(["signing", "link", "refresh", "unsubscribe"] as const)("the %s key", (purpose) => {
  const { first, names } = lists[purpose];

  test("is known before it is used, and used before the old one goes", () => {
    const [old] = names(first);
    const introduced = nextValue(purpose, "introduce", first);
    const [, fresh] = names(introduced);
    expect(names(introduced)).toEqual([old, fresh]);
    expect(fresh).not.toBe(old);
    const promoted = nextValue(purpose, "promote", introduced);
    expect(names(promoted)).toEqual([fresh, old]);
    const retired = nextValue(purpose, "retire", promoted);
    expect(names(retired)).toEqual([fresh]);
    expect(names(nextValue(purpose, "introduce", retired))).toHaveLength(2);
  });

  test("that leaked is replaced at once, and no present value is needed for it", () => {
    const replaced = names(nextValue(purpose, "replace", ""));
    expect(replaced).toHaveLength(1);
    expect(replaced).not.toEqual(names(nextValue(purpose, "replace", "")));
  });

  test("may end in a line break, as files do", () => {
    expect(names(nextValue(purpose, "introduce", `${first}\n`))[0]).toBe(names(first)[0]);
  });

  test("is not introduced while another rotation is under way", () => {
    const introduced = nextValue(purpose, "introduce", first);
    expect(() => nextValue(purpose, "introduce", introduced)).toThrow(RotationError);
  });

  test.each(["promote", "retire"] as const)("is the only one: nothing to %s", (move) => {
    expect(() => nextValue(purpose, move, first)).toThrow("There is only one key");
  });
});

const [key] = JSON.parse(lists.signing.first);
test.each<[Purpose, string, string]>([
  ["signing", "nothing", ""],
  ["signing", "an empty list", "[]"],
  ["signing", "a key outside a list", JSON.stringify(key)],
  ["signing", "a public key", JSON.stringify([{ ...key, d: undefined }])],
  ["signing", "one key twice", JSON.stringify([key, key])],
  ["signing", "a link key", lists.link.first],
  ["signing", "a key without id", JSON.stringify([{ ...key, kid: undefined }])],
  ["link", "nothing", ""],
  ["link", "a signing key", lists.signing.first],
  ["link", "a short key", "MDEyMzQ1Njc4OWFiY2RlZg"],
  ["link", "padding", `${lists.link.first}=`],
  ["link", "one key twice", `${lists.link.first},${lists.link.first}`],
  ["link", "a comma too many", `${lists.link.first},`],
])("a %s value that is %s is refused, and not quoted", (purpose, _, present) => {
  const refused = () => nextValue(purpose, "introduce", present);
  expect(refused).toThrow(new RotationError("The present value is not a list of keys of this purpose."));
});

test("three keys are too many to know which is to go", () => {
  const keys = JSON.stringify([createSigningKey(), createSigningKey(), createSigningKey()]);
  expect(() => nextValue("signing", "retire", keys)).toThrow("more than two keys");
});

test("what is published of a signing key is not its private half", () => {
  expect(JSON.stringify(publicKeysOf(lists.signing.first))).not.toContain(key.d);
});
