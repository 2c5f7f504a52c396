import { expect, test } from "vitest";
import { WebAddress } from "./web-address.ts";

test.each([
  ["https://example.com", "https://example.com"],
  ["  example.com/shop ", "https://example.com/shop"],
  ["example.com:8080/shop?a=b#c", "https://example.com:8080/shop?a=b#c"],
  ["HTTP://Example.com", "HTTP://Example.com"],
  ["https://bücher.example/ü", "https://bücher.example/ü"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example"],
  ["https://shop.example/@maker", "https://shop.example/@maker"],
  ["https://exam\u200bple.com", "https://example.com"],
  ["", ""],
  [`https://example.com/${"x".repeat(280)}`, `https://example.com/${"x".repeat(280)}`],
])("%s is a web address", (given, stored) => {
  expect(WebAddress.parse(given)).toBe(stored);
});

test.each([
  "https://user:pass@evil.example/",
  "https://user@evil.example",
  "https://evil.example\\@good.example",
  "http://127.0.0.1/admin",
  "http://169.254.169.254/latest/meta-data/",
  "http://0x7f.1",
  "http://2130706433",
  "http://１２７.０.０.１/",
  "http://127。0。0。1/",
  "http://[::1]",
  "http://[::ffff:169.254.169.254]/",
  "http://localhost",
  "http://localhost.",
  "localhost:3000",
  "http://app.localhost",
  "http://metadata.google.internal",
  "http://printer.local",
  "https://intranet",
  "https://example.com:99999",
  "https://-example.com",
  "https://example..com",
  "ftp://example.com",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "javascript://example.com/%0aalert(1)",
  "data:text/html,x",
  "mailto:a@example.com",
  "//example.com",
  "https://",
  "https://example.com/a b",
  `https://example.com/${"x".repeat(281)}`,
])("%s is not a web address that is kept", (given) => {
  expect(WebAddress.safeParse(given).success).toBe(false);
});
