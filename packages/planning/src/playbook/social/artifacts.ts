import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { SocialArtifacts } from "../../modules/artifacts.ts";
import type { Business } from "../business.ts";
import { mainPlatform } from "./platform.ts";

/** Most of the posts on the main platform, the rest on the second. */
export function socialArtifacts(business: Business, plan: CustomPlan): SocialArtifacts {
  const on = business.platforms.filter((platform) => plan.platform_enables[platform]);
  const main = mainPlatform(business, on);
  if (main === null) return { platform_plans: [] };
  const second = on.find((platform) => platform !== main);
  const posts = plan.cadence.social_posts_per_week;
  const forSecond = second === undefined || posts < 3 ? 0 : 1;
  const pillars = plan.content_pillars.map(({ name }) => name).slice(0, 3);
  return {
    platform_plans: [
      { platform: main, posts_per_week: posts - forSecond, formats: formatsFor(business, main), pillars },
      ...(second === undefined || forSecond === 0
        ? []
        : [
            {
              platform: second,
              posts_per_week: forSecond,
              formats: formatsFor(business, second),
              pillars: pillars.slice(0, 1),
            },
          ]),
    ],
  };
}

function formatsFor({ refusals }: Business, platform: keyof typeof formatsOf): string[] {
  return formatsOf[platform].filter((format) => !refusals.video || !format.includes("clip"));
}

const formatsOf: Record<SocialArtifacts["platform_plans"][number]["platform"], string[]> = {
  tiktok: ["Short clips of real work"],
  instagram: ["Photos in daylight", "Short clips without speech"],
  facebook: ["Finished work with its story", "Questions from customers"],
  x: ["Short observations"],
  pinterest: ["Pictures that stay useful"],
  youtube: ["One answer in two minutes"],
  linkedin: ["Short lessons from the work", "One-page visuals"],
};
