import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { switchChannels } from "./channel-switches.ts";

const everything = { ppc: true, social: true, email: true, blog: true, seo: true, ops: true };
const written = new Set(["ppc", "social", "email", "blog"]);

function withMeans(weekly_marketing_time_hours: number, monthly_ad_budget: number) {
  const { constraints } = examples.service;
  return {
    ...examples.service,
    constraints: { ...constraints, weekly_marketing_time_hours, monthly_ad_budget },
  };
}

const rich = withMeans(5, 400);
const poor = withMeans(2, 100);
const base = { enables: everything, profileBefore: rich, profile: rich, written, wanted: {} };

function stateOf(channel: string, switches: Parameters<typeof switchChannels>[0]) {
  const found = switchChannels(switches).find((one) => one.channel === channel);
  return [found?.on, found?.reason];
}

test.each<[string, Partial<typeof base>, string, unknown[]]>([
  ["stays on while nothing changes", {}, "ppc", [true, null]],
  ["is turned off by its owner", { wanted: { ppc: false } }, "ppc", [false, "you turned it off"]],
  ["is closed by its gate", { profile: poor }, "ppc", [false, "no ads under $300 a month"]],
  [
    "is closed by its gate whatever its owner wants",
    { profile: poor, wanted: { ppc: true } },
    "ppc",
    [false, "no ads under $300 a month"],
  ],
  [
    "comes back when the gate that closed it opens",
    { profileBefore: poor, enables: { ...everything, ppc: false } },
    "ppc",
    [true, null],
  ],
  [
    "stays off when its owner had turned it off",
    { enables: { ...everything, ppc: false } },
    "ppc",
    [false, "the plan does without it this quarter"],
  ],
  [
    "is turned on again",
    { enables: { ...everything, ppc: false }, wanted: { ppc: true } },
    "ppc",
    [true, null],
  ],
  [
    "cannot be turned on when nothing was written for it",
    { written: new Set(["email"]), enables: { ...everything, blog: false }, wanted: { blog: true } },
    "blog",
    [false, "no tasks were written for it yet; making a new plan can turn it on"],
  ],
  ["needs no module when none exists yet", { written: new Set<string>() }, "seo", [true, null]],
])("a channel %s", (_, change, channel, expected) => {
  expect(stateOf(channel, { ...base, ...change })).toEqual(expected);
});
