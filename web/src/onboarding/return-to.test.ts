import { expect, test } from "vitest";
import { editPath, editPathAt, placeToReturn } from "./return-to.ts";

const card = "/onboarding/brand-clarity/1";
const task = "tsk_eb4d998ee2";

function backFrom(path: string) {
  return placeToReturn(new URL(path, "https://alva.example").searchParams);
}

test.each([
  ["profile", "/settings/profile"],
  ["summary", "/onboarding/summary"],
  ["finish", "/onboarding/finish"],
  ["plan", "/plan"],
  ["desk", "/desk"],
] as const)("a card that was opened from the %s leads back to %s", (from, path) => {
  expect(backFrom(editPath(card, from))).toEqual({ from, path });
});

test.each([
  [`/board/${task}`, { from: "task", path: `/board/${task}` }],
  ["/plan", { from: "plan", path: "/plan" }],
  ["/plan/earlier", { from: "plan", path: "/plan" }],
])("a card that was opened for a reason shown at %s leads back there", (pathname, place) => {
  expect(backFrom(editPathAt(card, pathname))).toEqual(place);
});

test.each([
  "",
  "from=",
  "from=https://elsewhere.example",
  "from=//elsewhere.example",
  "from=toString",
  "from=task",
  "from=task&task=../../settings/account",
  `from=task&task=/${task}`,
])("the query '%s' leads nowhere", (query) => {
  expect(placeToReturn(new URLSearchParams(query))).toBeUndefined();
});
