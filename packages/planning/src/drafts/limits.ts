import type { Platform } from "@alva/contracts/custom-plan";

/**
 * Longest text of a post on each platform, in code points. Where sources differ the smallest counts, so that a text which
 * passes here passes there (developers.buffer.com/guides/character-limits, which names the same figures as the platforms'
 * own API references: X 280 in a post without a subscription, Instagram 2,200 in a caption, LinkedIn 3,000 in a
 * commentary, TikTok 2,200 with a video, Pinterest 500 in a description, YouTube 5,000 in a description, Facebook 5,000
 * through its own scheduler).
 */
export const postLimits: Readonly<Record<Platform, number>> = {
  x: 280,
  pinterest: 500,
  instagram: 2200,
  tiktok: 2200,
  linkedin: 3000,
  facebook: 5000,
  youtube: 5000,
};

/** Most hashtags of an Instagram caption (Instagram platform, content publishing: 30). */
export const mostHashtags = 30;

/** Plan pipeline, section 3.4. */
export const emailLimits = { subject: 60, preview: 90 } as const;

/** Google Ads, responsive search ads: a headline has at most 30 characters, a description 90 (help answer 7684791). */
export const adLimits = { headline: 30, description: 90 } as const;

/** Length as people and platforms count: code points, so an emoji of one code point is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
