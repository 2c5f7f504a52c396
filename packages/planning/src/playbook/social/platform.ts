import type { Platform } from "@alva/contracts/custom-plan";
import { platformNames } from "../../strategy/clamp.ts";
import type { Business } from "../business.ts";

/** Where a business's effort goes first: what worked, then what suits its kind. */
export function mainPlatform(business: Business, on: readonly Platform[]): Platform | null {
  const worked: Platform[] = [
    ...(business.chose("tiktok_hit") ? (["tiktok"] as const) : []),
    ...(business.chose("instagram_engagement") ? (["instagram"] as const) : []),
  ];
  const suited: Platform[] =
    business.family === "advice" || business.chose("b2b_relationship_building")
      ? ["linkedin", "youtube", "facebook", "instagram", "x", "tiktok", "pinterest"]
      : business.family === "home_service"
        ? ["facebook", "instagram", "youtube", "tiktok", "pinterest", "linkedin", "x"]
        : ["instagram", "tiktok", "facebook", "pinterest", "youtube", "x", "linkedin"];
  return [...worked, ...suited].find((platform) => on.includes(platform)) ?? null;
}

/** A platform, or none when the owner only has a page of another kind. */
export type Place = Platform | null;

/** A place's name in a sentence. */
export function nameOf(main: Place): string {
  return main === null ? "your page" : platformNames[main];
}

/** The platform field of a task for a place. */
export function tagOf(main: Place): { platform?: string } {
  return main === null ? {} : { platform: main };
}

/** Whether posts there are texts first, pictures second. */
export function isWriting(business: Business, main: Place): boolean {
  if (main === "linkedin" || main === "x") return true;
  return (
    main === "facebook" &&
    business.chose("writing") &&
    !business.chose("short_video") &&
    !business.chose("photoshoots")
  );
}

/** What the owner enjoys making, as a reason. */
export function preferenceNote(business: Business): string {
  if (business.chose("behind_the_scenes")) return "You enjoy showing how things are made.";
  if (business.chose("short_video")) return "You enjoy short video.";
  if (business.chose("photoshoots")) return "You enjoy taking pictures.";
  return business.chose("writing") ? "You enjoy writing." : "It is a kind of content you enjoy.";
}
