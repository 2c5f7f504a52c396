import { expect, test } from "vitest";
import { readLink } from "./mailed-link.ts";

const token = "A".repeat(42) + "_";
const endsAt = Date.parse("2026-09-07T10:10:00Z");
const until = endsAt / 1000;

test.each([
  ["signs in", `#token=${token}&until=${until}`, { purpose: "sign_in", token, endsAt }],
  ["confirms a new address", `#change=${token}&until=${until}`, { purpose: "change_email", token, endsAt }],
  ["lost when it ends", `#token=${token}`, { purpose: "sign_in", token, endsAt: undefined }],
  ["was cut there", `#token=${token}&until=17891`, { purpose: "sign_in", token, endsAt: undefined }],
  ["was cut earlier", `#token=${token.slice(1)}&until=${until}`, undefined],
  ["has something else in it", `#token=${token.slice(1)}!&until=${until}`, undefined],
  ["carries nothing", "", undefined],
])("a link that %s is read as what it is", (_, fragment, link) => {
  expect(readLink(fragment)).toEqual(link);
});
