import { Platform } from "@alva/contracts/custom-plan";
import { DraftFormat, DraftKind } from "@alva/contracts/draft";
import { PlanTask } from "@alva/contracts/master-plan";
import { ClientProfile } from "@alva/contracts/profile";
import * as z from "zod";
import { toneOf } from "../modules/blog-controls.ts";
import { BlogArtifacts, EmailArtifacts, PpcArtifacts, SocialArtifacts } from "../modules/artifacts.ts";
import { customerData } from "../prompts/customer-data.ts";
import { prepare } from "../strategy/facts.ts";
import { slug } from "../governance/slug.ts";

/** What a draft is made from, as it is stored when it is asked for. */
export const DraftMaterial = z.object({
  kind: DraftKind,
  task: PlanTask,
  /** The artifact that the module named for the task, such as a brief's post_id. */
  ref: z.string().nullable(),
  /** All artifacts of the task's module. */
  artifacts: z.unknown(),
  profile: ClientProfile,
  asked_at: z.iso.datetime(),
});
export type DraftMaterial = z.infer<typeof DraftMaterial>;

/** What the model is told, and all that its answer is judged by. */
export const DraftInput = z.object({
  task: z.literal("draft"),
  format: DraftFormat,
  asked_at: z.iso.datetime(),
  platforms: z.array(Platform).max(3),
  piece: PlanTask.pick({
    title: true,
    desc: true,
    steps: true,
    channel: true,
    tags: true,
    because: true,
    series: true,
  }),
  /** The brief, campaign, platform plan or ad campaign that the task belongs to. */
  brief: z.unknown(),
  post_id: z.string(),
  slug: z.string(),
  keyword: z.string(),
  tone: z.string(),
  customer_data: z.string(),
});
export type DraftInput = z.infer<typeof DraftInput>;

/** An input and the profile that its customer data is. */
export interface DraftContext {
  readonly input: DraftInput;
  readonly profile: ClientProfile;
}

/** Without a brief, the task's subject in a few words is what a post should be found by. */
const wordsOfKeyword = 5;

/** Chooses from the material what the model needs: the format by task and channel, and the artifact it belongs to. */
export function draftInput(material: DraftMaterial): DraftInput {
  const { task, profile, asked_at } = material;
  const { title, desc, steps, channel, tags, because, series } = task;
  const platforms = platformsOf(material);
  const brief = briefOf(material);
  const subject = title
    .replace(/^[^:]*:\s*/, "")
    .split(" ")
    .slice(0, wordsOfKeyword)
    .join(" ");
  const post = BlogBrief.safeParse(brief).data;
  return {
    task: "draft",
    format: formatOf(material),
    asked_at,
    platforms,
    piece: { title, desc, steps, channel, tags, because, series },
    brief,
    post_id: post?.post_id ?? (slug(subject) || "post"),
    slug: post?.slug ?? (slug(subject).replaceAll("_", "-") || "post"),
    keyword: post?.primary_keyword ?? subject,
    tone: toneOf(profile),
    customer_data: customerData(profile),
  };
}

const BlogBrief = BlogArtifacts.shape.briefs.element;

/** Tasks that begin so are done rather than written; a plain guide helps more than a text. */
const doing =
  /^(?:answer|reply|check|review|look|clean|film|photograph|record|schedule|set up|plan|choose|list|measure|compare|refresh|build|claim|collect|call|sort|exclude|test|cut|pin|rehearse|publish|link)\b/i;

function formatOf({ kind, task }: DraftMaterial): DraftFormat {
  if (kind !== "text") return kind;
  if (task.tags.includes("setup") || doing.test(task.title)) return "how_to";
  switch (task.channel) {
    case "social":
      return "social_post";
    case "email":
      return "email";
    case "ppc":
      return "ad";
    case "blog":
    case "seo":
    case "ops":
      return "how_to";
  }
}

const mostPlatforms = 3;

/** The task's own platform, else those of the plan, else those that the owner uses. */
function platformsOf({ task, artifacts, profile, asked_at }: DraftMaterial): Platform[] {
  if (task.channel !== "social") return [];
  const tagged = task.tags.flatMap((tag) => Platform.safeParse(tag.replace(/^platform:/, "")).data ?? []);
  if (tagged.length > 0) return tagged.slice(0, mostPlatforms);
  const plans = SocialArtifacts.safeParse(artifacts).data?.platform_plans ?? [];
  const planned = plans.filter(({ posts_per_week }) => posts_per_week > 0).map(({ platform }) => platform);
  const used = planned.length > 0 ? planned : prepare(profile, asked_at).used_platforms;
  return used.length > 0 ? used.slice(0, mostPlatforms) : ["facebook"];
}

function briefOf({ task, ref, artifacts }: DraftMaterial): unknown {
  const title = task.title.toLowerCase();
  switch (task.channel) {
    case "blog": {
      const briefs = BlogArtifacts.safeParse(artifacts).data?.briefs ?? [];
      const named = (text: string) => title.includes(text.toLowerCase());
      return (
        briefs.find(({ post_id }) => post_id === ref) ??
        briefs.find((brief) => named(brief.title) || named(brief.primary_keyword)) ??
        null
      );
    }
    case "email": {
      const campaigns = EmailArtifacts.safeParse(artifacts).data?.campaigns ?? [];
      return (
        campaigns.find(({ id }) => id === ref) ??
        campaigns.find(({ season }) => season !== undefined && task.tags.includes(`season:${season}`)) ??
        campaigns.find(({ kind }) => title.includes("welcome") === (kind === "welcome")) ??
        null
      );
    }
    case "social": {
      const [platform] = task.tags.flatMap(
        (tag) => Platform.safeParse(tag.replace(/^platform:/, "")).data ?? [],
      );
      const plans = SocialArtifacts.safeParse(artifacts).data?.platform_plans ?? [];
      return plans.find((plan) => plan.platform === platform) ?? plans[0] ?? null;
    }
    case "ppc": {
      const campaigns = PpcArtifacts.safeParse(artifacts).data?.campaigns ?? [];
      return campaigns.find(({ name }) => title.includes(name.toLowerCase())) ?? campaigns[0] ?? null;
    }
    case "seo":
    case "ops":
      return null;
  }
}
