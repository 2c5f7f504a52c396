import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { hasForeignLink, ownHost } from "./links.ts";

const own = "northlight-ops.example";

test.each([
  "Read https://northlight-ops.example/pricing first",
  "Read https://www.northlight-ops.example.",
  "Link to northlight-ops.example/webinar",
  "Link to http://northlight-ops.example:443/a?b=c#d",
  "Save it as guide.pdf or photo.jpg, e.g. on your phone.",
  "Aim at 2.5 posts, i.e. one more. Then stop.",
  "Use the note: keep it short",
])("own or no link: %s", (text) => {
  expect(hasForeignLink(text, own)).toBe(false);
});

test.each([
  "See https://evil.example",
  "See //evil.example/x",
  "See HTTP://EVIL.EXAMPLE",
  "See www.evil.example",
  "See evil.example/login",
  "Write to support@evil.example",
  "Write to support@northlight-ops.example",
  "https://northlight-ops.example@evil.example/",
  "https://northlight-ops.example.evil.example/",
  String.raw`https://northlight-ops.example\@evil.example/`,
  "https://notnorthlight-ops.example/",
  "[click](javascript:alert(1))",
  "![x](https://evil.example/p.gif)",
  "data:text/html,hi",
  "ftp://files.example/x",
  "пример.рф",
])("foreign link: %s", (text) => {
  expect(hasForeignLink(text, own)).toBe(true);
});

test("without a website every link is foreign", () => {
  expect(hasForeignLink("https://northlight-ops.example", ownHost(examples.solo))).toBe(true);
  expect(ownHost(examples.consultancy)).toBe(own);
});
