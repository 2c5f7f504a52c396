import type { Channel } from "@alva/contracts/master-plan";
import { type LucideIcon, Mail, Megaphone, Newspaper, Search, Share2, Wrench } from "lucide-react";

/** What stands for each channel: an icon and a word, never a colour alone. */
export const channelLook: Readonly<Record<Channel, { readonly name: string; readonly Icon: LucideIcon }>> = {
  ppc: { name: "Ads", Icon: Megaphone },
  social: { name: "Social", Icon: Share2 },
  email: { name: "Email", Icon: Mail },
  blog: { name: "Blog", Icon: Newspaper },
  seo: { name: "Search", Icon: Search },
  ops: { name: "Set-up", Icon: Wrench },
};
