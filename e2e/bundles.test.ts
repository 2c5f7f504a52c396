import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

describe.each(["auth", "api"])("the bundle of the %s worker", (name) => {
  test.each([
    ["the stand-ins' controls", /_stand-in|stand-?ins/i],
    ["the local mailbox", /mailbox\.json/],
    ["the offline playbook", /alva-offline|answerOffline|THINK_MS/],
    ["local keys and folders", /\.dev\.vars|\.alva\b|changeme|OWNER_DATABASE_URL/],
    ["test tools", /cloudflare:test|vitest|fast-check|useFakeTimers|setSystemTime|miniflare/i],
    [
      "a forwarding header that clients can write",
      /x-forwarded|x-real-ip|true-client-ip|x-client-ip|["'`]forwarded["'`]/i,
    ],
  ])("does not hold %s", async (_, form) => {
    const bundle = await readFile(`dist/${name}/index.js`, "utf8");
    expect(bundle.length).toBeGreaterThan(100_000);
    const found = Array.from(bundle.matchAll(new RegExp(form, `g${form.flags}`)), ({ index }) =>
      bundle.slice(Math.max(0, index - 40), index + 60),
    );
    expect(found).toEqual([]);
  });
});
