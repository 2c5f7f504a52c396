import { expect, test } from "vitest";
import { createHmacKeys } from "./hmac-keys.ts";

const bytes = (seed: number) => new Uint8Array(32).fill(seed);
const text = "text";

test("what was derived with an older key is recognised beside the present one, and with a retired key it is not", async () => {
  const { secret } = await createHmacKeys(bytes(1)).derive(text);
  expect(await createHmacKeys(bytes(2), bytes(1)).recognise(text, secret)).toBe(true);
  expect(await createHmacKeys(bytes(2)).recognise(text, secret)).toBe(false);
});

test("a secret is recognised for its own text alone, and anything that is none is not", async () => {
  const keys = createHmacKeys(bytes(1));
  const { secret } = await keys.derive(text);
  expect(await keys.recognise("other", secret)).toBe(false);
  for (const other of ["", "x", secret.slice(1), `${secret}A`, `${secret.slice(0, 42)}=`, "é".repeat(43)]) {
    expect(await keys.recognise(text, other)).toBe(false);
  }
});
