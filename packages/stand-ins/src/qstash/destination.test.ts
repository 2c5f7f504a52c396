import { expect, test } from "vitest";
import { readDestination, requireUrl, rewriteUrl } from "./destination.ts";

test.each([
  ["http://h/a", "http://h/a", {}],
  ["http://h//a/%2F?q=%C3%A9&z", "http://h//a/%2F?q=%C3%A9&z", {}],
  ["http://h/a?x=1&qstash_token=t&y=2", "http://h/a?x=1&y=2", {}],
  ["http://h/a?upstash-retries=2", "http://h/a", { "upstash-retries": "2" }],
  ["http://h/a?upstash-delay=1m&b=%20", "http://h/a?b=%20", { "upstash-delay": "1m" }],
  ["http://h/a?Upstash-Delay=1m", "http://h/a?Upstash-Delay=1m", {}],
])("%s is the destination %s", (tail, destination, headers) => {
  expect(readDestination(tail)).toEqual({ destination, headers });
});

const strict = { strictDestinations: true, rewrites: { "https://api.openai.com": "http://127.0.0.1:9000" } };

test.each([
  "http://127.0.0.1:1/x",
  "http://localhost/",
  "http://localhost./",
  "http://app.localhost/",
  "http://0x7f.1/",
  "http://2130706433/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://10.1.2.3/",
  "http://192.168.0.1/",
  "http://169.254.169.254/",
  "http://[fd00::1]/",
])("strict mode refuses %s as a loopback address, the usual mode takes it", (url) => {
  expect(() => requireUrl("destination", url, strict)).toThrow(
    "invalid destination url: endpoint resolves to a loopback address",
  );
  expect(() => requireUrl("destination", url, { ...strict, strictDestinations: false })).not.toThrow();
});

test.each([
  "https://example.com/hook",
  "http://8.8.8.8/",
  "https://api.openai.com/v1",
  "http://[2606:4700::1]/",
])("strict mode takes %s", (url) => {
  expect(() => requireUrl("destination", url, strict)).not.toThrow();
});

test.each(["example.com", "ftp://h/", "api/llm", "http//h", ""])(
  "%j has no scheme that can be used",
  (url) => {
    expect(() => requireUrl("destination", url, strict)).toThrow(
      "endpoint has invalid scheme, add http:// or https://",
    );
  },
);

test.each([
  ["https://api.openai.com/v1/x?y", "http://a/v1/x?y"],
  ["https://api.openai.com", "http://a"],
  ["https://api.openai.com?q", "http://a?q"],
  ["https://api.openai.com.evil/v1", "https://api.openai.com.evil/v1"],
  ["https://api.openai.com/v2/x", "http://b/x"],
  ["https://other.com/", "https://other.com/"],
])("%s connects to %s", (url, target) => {
  expect(
    rewriteUrl(url, { "https://api.openai.com": "http://a", "https://api.openai.com/v2": "http://b" }),
  ).toBe(target);
});
