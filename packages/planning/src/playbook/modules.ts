import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { SocialArtifacts, EmailArtifacts } from "../modules/artifacts.ts";
import type { ModuleOutput } from "../modules/module-output.ts";
import type { Allowance } from "../strategy/allowances.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { blogArtifacts, blogIdeas } from "./blog-ideas.ts";
import type { Business } from "./business.ts";
import { emailIdeas } from "./email-ideas.ts";
import { fillModule } from "./fill.ts";
import { ppcArtifacts, ppcIdeas } from "./ppc-ideas.ts";
import { mainPlatform, socialIdeas } from "./social-ideas.ts";
import { offlineNote } from "./strategy.ts";

/** A module's answer by rule: tasks that fill its allowance, and its artifacts. */
export function offlineModule(
  key: ModuleKey,
  { business, plan, allowance }: { business: Business; plan: CustomPlan; allowance: Allowance },
): ModuleOutput {
  const fill = { business, allowance };
  const common = { version: "1.0" as const, revision_notes: [offlineNote] };
  switch (key) {
    case "ppc":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, ppcIdeas(business), fill),
        artifacts: ppcArtifacts(business),
      };
    case "social":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, socialIdeas(business, plan), fill),
        artifacts: socialArtifacts(business, plan),
      };
    case "email":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, emailIdeas(business, plan), fill),
        artifacts: emailArtifacts(business, plan),
      };
    case "blog":
      return {
        ...common,
        module_key: key,
        tasks: fillModule(key, blogIdeas(business, plan, allowance), fill),
        artifacts: blogArtifacts(business, plan, allowance),
      };
  }
}

/** Most of the posts on the main platform, the rest on the second. */
function socialArtifacts(business: Business, plan: CustomPlan): SocialArtifacts {
  const on = business.platforms.filter((platform) => plan.platform_enables[platform]);
  const main = mainPlatform(business, on);
  if (main === null) return { platform_plans: [] };
  const second = on.find((platform) => platform !== main);
  const posts = plan.cadence.social_posts_per_week;
  const forSecond = second === undefined || posts < 3 ? 0 : 1;
  const pillars = plan.content_pillars.map(({ name }) => name).slice(0, 3);
  return {
    platform_plans: [
      { platform: main, posts_per_week: posts - forSecond, formats: formatsOf[main], pillars },
      ...(second === undefined || forSecond === 0
        ? []
        : [
            {
              platform: second,
              posts_per_week: forSecond,
              formats: formatsOf[second],
              pillars: pillars.slice(0, 1),
            },
          ]),
    ],
  };
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

function emailArtifacts(business: Business, plan: CustomPlan): EmailArtifacts {
  const month = plan.cadence.emails_per_month;
  const { thing, hasList, topics, occasions, offers, listSize } = business;
  return {
    frequency: month >= 4 ? "weekly" : month >= 2 ? "biweekly" : "monthly",
    campaigns: [
      {
        id: "welcome",
        kind: "welcome",
        goal: "Say who you are and start a conversation",
        segment: "New subscribers",
        emails: [
          {
            subject: "Good to have you here",
            preview: "Who writes, what you get, and one question",
            purpose: "Introduce the business and ask one question",
          },
        ],
      },
      {
        id: "newsletter",
        kind: "nurture",
        goal: `Be remembered when people need ${thing}`,
        segment: hasList ? "Everyone who asked to hear from you" : "Subscribers as they join",
        emails: topics.slice(-3).map(([short, question]) => ({
          subject: cut(question, 60),
          preview: cut(`A short answer on ${short}`, 90),
          purpose: "Answer one question and invite replies",
        })),
      },
      ...occasions.slice(0, 2).map(({ id, name, idea, isHoliday }) => ({
        id: `season_${id}`.slice(0, 40),
        kind:
          offers === "always" || (offers === "holidays" && isHoliday)
            ? ("promotional" as const)
            : ("nurture" as const),
        goal: cut(idea, 160),
        segment: "Everyone who asked to hear from you",
        emails: [
          {
            subject: cut(`${name}: what is new`, 60),
            preview: cut(idea, 90),
            purpose: "One thing to know and one way to act",
          },
        ],
        season: id,
      })),
      ...(listSize >= 500
        ? [
            {
              id: "quiet_readers",
              kind: "re_engagement" as const,
              goal: "Find out who still wants to hear from you",
              segment: "People who opened nothing for six months",
              emails: [
                {
                  subject: "Still useful to you?",
                  preview: "One click keeps you on the list",
                  purpose: "Keep those who care, let the others go",
                },
              ],
            },
          ]
        : []),
    ],
  };
}

function cut(text: string, most: number): string {
  return Array.from(text).slice(0, most).join("");
}
