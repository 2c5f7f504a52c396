import type { DraftCheck, DraftContent } from "@alva/contracts/draft";
import { hasForeignLink, ownHost } from "../validators/links.ts";
import {
  aimsAtMinors,
  asksForCredentials,
  needsFaceOrVoice,
  offersDiscount,
} from "../validators/policies.ts";
import { findBanned, readBans } from "./banned.ts";
import { claimsIn, confirmMark } from "./claims.ts";
import type { DraftContext } from "./draft-input.ts";
import { draftTexts } from "./draft-texts.ts";
import { adLimits, emailLimits, lengthOf, mostHashtags, postLimits } from "./limits.ts";
import { checkOutline, checkPost } from "./on-page.ts";
import { sentencesOf } from "./sentences.ts";

/**
 * Everything that code checks in a draft (features-beyond, item 9), each check with what it found. The owner's hard no's
 * come first. Never throws; the same draft and input give the same checks.
 */
export function checkDraft(content: DraftContent, { input, profile }: DraftContext): DraftCheck[] {
  const texts = draftTexts(content);
  const own = ownHost(profile);
  const bans = readBans(profile);
  const isGuide = content.format === "how_to";
  const unread = bans.unread.length > 0 ? ` Please check these yourself: ${bans.unread.join(" · ")}` : "";
  return [
    check(
      "banned_words",
      texts.flatMap((text) => findBanned(text, bans)),
      {
        message: `You want none of this said.${unread}`,
      },
    ),
    check(
      "discounts",
      profile.business_model.run_promos === "no_promos" ? sentences(texts, offersDiscount) : [],
      {
        message: "You run no promotions.",
      },
    ),
    check(
      "face_or_voice",
      profile.content_presence.shows_face_or_voice === "no" ? sentences(texts, needsFaceOrVoice) : [],
      { message: "You prefer not to be seen or heard." },
    ),
    check("credentials", sentences(texts, asksForCredentials), {
      message: "Nobody should be asked for passwords, codes or card details.",
    }),
    ...(content.format === "ad"
      ? [
          check("ads_to_minors", sentences(texts, aimsAtMinors), {
            message: "Ads never aim at people under 18.",
          }),
        ]
      : []),
    check(
      "own_links",
      texts.flatMap((text) => text.split(/\s+/).filter((word) => hasForeignLink(word, own))),
      {
        message: "Only your own website is linked, since no other link was ever opened.",
      },
    ),
    check("length", tooLong(content), { message: "Shorten these, or they will be cut off." }),
    // A guide speaks to its owner, of what the plan says anyway.
    ...(isGuide ? [] : [confirmCheck(texts, input)]),
    ...(content.format === "post" ? checkPost(content, input.keyword, own) : []),
    ...(content.format === "outline" ? checkOutline(content, input.keyword) : []),
  ];
}

/** What a second call of the model should mend, one line for each check that failed. */
export function faultsOf(checks: readonly DraftCheck[]): string[] {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ rule, message, found }) => `${rule}: ${message} Found: ${found.slice(0, 5).join(" | ")}`);
}

function check(
  rule: DraftCheck["rule"],
  found: readonly string[],
  { message }: { readonly message: string },
): DraftCheck {
  return { rule, ok: found.length === 0, found: [...new Set(found)], message };
}

function confirmCheck(
  texts: readonly string[],
  { piece, brief, customer_data }: DraftContext["input"],
): DraftCheck {
  const known = [JSON.stringify([piece, brief]), customer_data].join("\n");
  const claims = texts.flatMap((text) => claimsIn(text, known));
  return {
    rule: "please_confirm",
    ok: claims.every(({ marked }) => marked),
    found: [...new Set(claims.map(({ sentence }) => sentence))],
    message: `This is not in your answers. Please confirm or remove it before anybody reads it, and take out each ${confirmMark}.`,
  };
}

function sentences(texts: readonly string[], isMeant: (sentence: string) => boolean): string[] {
  return texts.flatMap(sentencesOf).filter(isMeant);
}

function tooLong(content: DraftContent): string[] {
  switch (content.format) {
    case "social_post":
      return content.posts.flatMap(({ platform, text }) => [
        ...over(platform, text, postLimits[platform]),
        ...((text.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > mostHashtags
          ? [`${platform}: more than ${mostHashtags} hashtags`]
          : []),
      ]);
    case "email":
      return [
        ...over("subject", content.subject, emailLimits.subject),
        ...over("preview", content.preview, emailLimits.preview),
      ];
    case "ad":
      return [
        ...content.headlines.flatMap((text) => over(`headline "${text}"`, text, adLimits.headline)),
        ...content.descriptions.flatMap((text) => over(`description "${text}"`, text, adLimits.description)),
      ];
    case "how_to":
    case "outline":
    case "post":
      return [];
  }
}

function over(name: string, text: string, most: number): string[] {
  const length = lengthOf(text);
  return length > most ? [`${name}: ${length} of ${most} characters`] : [];
}
