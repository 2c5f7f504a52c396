import { Channel } from "@alva/contracts/master-plan";
import { slugField } from "./tags.ts";

const aliases: Record<Channel, string> = {
  ppc: "ads ad paid paid_ads google_ads meta_ads sem advertising",
  social: "instagram tiktok facebook linkedin x twitter pinterest youtube threads social_media",
  email: "newsletter mail email_marketing crm",
  blog: "content article articles blogging",
  seo: "search website web local_seo google_business_profile",
  ops: "operations admin analytics tracking general other",
};
const channelOfAlias = new Map(
  Channel.options.flatMap((channel) => aliases[channel].split(" ").map((alias) => [alias, channel] as const)),
);

/** Section 5.2, step 4: the channel that a text names, by its own name or an alias. */
export function channelOf(name: unknown): Channel | null {
  const word = slugField(name);
  return Channel.safeParse(word).data ?? channelOfAlias.get(word) ?? null;
}
