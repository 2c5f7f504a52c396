import { type Platform, platforms } from "@alva/contracts/custom-plan";

/** What an owner said did not work, as far as plain words show it. */
export interface Failures {
  ads: ReadonlySet<string>;
  posts: ReadonlySet<Platform>;
  tradeShows: boolean;
  directories: boolean;
}

/** Reads past failures. What is not recognized is left alone: the text is shown to the owner as it is. */
export function readFailures(text: string): Failures {
  const ads = new Set<string>();
  const posts = new Set<Platform>();
  for (const sentence of text.toLowerCase().split(/[.;!?\n]+/)) {
    const isPaid = /\bads?\b|\badvert|\bboost|\bpaid\b|\bcampaigns?\b|\bclicks?\b|\bppc\b|\bspent\b/.test(
      sentence,
    );
    for (const [name, pattern] of names) {
      if (!pattern.test(sentence)) continue;
      if (isPaid) ads.add(name);
      else if (isPlatform(name)) posts.add(name);
    }
  }
  return {
    ads,
    posts,
    tradeShows: /trade[- ]?show|exhibition|\bstand\b|\bbooth\b/i.test(text),
    directories: /director(?:y|ies)|lead (?:list|service)s?|\byelp\b|\bthumbtack\b/i.test(text),
  };
}

const names: readonly (readonly [string, RegExp])[] = [
  ...platforms
    .filter((platform) => platform !== "x")
    .map((platform) => [platform, new RegExp(platform)] as const),
  ["x", /\btwitter\b|\bon x\b/],
  ["google", /\bgoogle\b|\bsearch ads?\b/],
];

function isPlatform(name: string): name is Platform {
  return (platforms as readonly string[]).includes(name);
}
