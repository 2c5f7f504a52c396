import { type Platform, platforms } from "@alva/contracts/custom-plan";
import type { ModuleKey } from "../strategy/module-keys.ts";

/** What an owner's hard no's rule out as a whole. */
export interface Refusals {
  channels: ReadonlySet<ModuleKey>;
  platforms: ReadonlySet<Platform>;
  video: boolean;
}

/**
 * Reads hard no's such as "No e-mail marketing" or "We don't use Facebook". Only a no that ends with what it names counts: "No
 * e-mails on Sundays" and "No video of children" leave the channel and the format open.
 */
export function readRefusals(nos: readonly string[]): Refusals {
  const refused = nos.flatMap((no) => refusal.exec(no.trim())?.[1] ?? []);
  const names = new Set(
    refused.flatMap((things) => things.toLowerCase().split(/\s*(?:,|\bor\b|\band\b|&|\/)\s*/)),
  );
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name));
  const video = has(/^(?:short |any )?(?:videos?|video content|filming|reels)$/);
  return {
    channels: new Set(channels.flatMap(([key, pattern]) => (has(pattern) ? [key] : []))),
    platforms: new Set(
      platforms.filter(
        (platform) =>
          has(platformPatterns[platform]) || (video && (platform === "tiktok" || platform === "youtube")),
      ),
    ),
    video,
  };
}

const refusal =
  /^(?:no|never|(?:(?:we|i) )?(?:do not|don['’]?t|won['’]t|will not|never))(?: (?:ever|want|use|do|doing|run|send|write|make|post|posting|on|to|any|more))* (.+?)[.!]*$/i;

const channels: readonly (readonly [ModuleKey, RegExp])[] = [
  ["ppc", /^(?:(?:paid|online|google|search|ppc) )?(?:ads?|advertising|adverts)$|^ppc$/],
  ["social", /^social(?: media)?(?: posts| marketing)?$/],
  [
    "email",
    /^(?:(?:marketing|mass) )?(?:e-?mails?|newsletters?|mailings?)(?: marketing| campaigns| newsletters?)?$/,
  ],
  ["blog", /^blog(?:s|ging)?(?: posts?)?$/],
];

const platformPatterns: Record<Platform, RegExp> = {
  tiktok: /^tik ?tok$/,
  instagram: /^instagram$/,
  facebook: /^facebook$/,
  x: /^(?:x|twitter)$/,
  pinterest: /^pinterest$/,
  youtube: /^youtube$/,
  linkedin: /^linkedin$/,
};
