import { expect, test } from "vitest";
import { maskedAddress } from "./masked-address.ts";

test.each([
  ["owner@example.com", "o•••@example.com"],
  ["o@example.com", "o•••@example.com"],
  ['"a@b"@example.com', '"•••@example.com'],
])("%s is shown as %s, whatever its length", (email, masked) => {
  expect(maskedAddress(email)).toBe(masked);
});
