import type { DraftRule } from "@alva/contracts/draft";

/** What each check of a draft looked at, in words. */
export const ruleNames: Readonly<Record<DraftRule, string>> = {
  banned_words: "Your hard no's",
  discounts: "Discounts",
  face_or_voice: "Your face and voice",
  credentials: "Passwords and card details",
  ads_to_minors: "Ads and age",
  own_links: "Links",
  length: "Length",
  please_confirm: "Claims and numbers",
  one_h1: "One main heading",
  keyword: "What it is found by",
  alt_text: "Descriptions of pictures",
  page_data: "Page data",
  internal_links: "Links to your pages",
  external_source: "A source",
};
