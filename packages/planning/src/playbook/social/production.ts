import type { Business } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { isWriting, nameOf, type Place, preferenceNote, tagOf } from "./platform.ts";

/** The posts themselves, in the format that this owner makes best. */
export function production(business: Business, main: Place): Idea[] {
  const [first = "the work", second = "a detail up close", third = first] = business.scenes;
  const ideas: Idea[] = [];
  if (isWriting(business, main)) {
    ideas.push({
      id: "soc_write",
      title: `Write the next posts for ${nameOf(main)}`,
      desc: `Two short posts from real questions. Say the answer in the first line, then one example from your own work.`,
      steps: [
        "Pick two questions from this week's calls or messages",
        "Write the answer in the first line",
        "Add one example without naming anyone",
        "Schedule them for two mornings",
      ],
      effort: 2,
      from: 2,
      isCore: true,
      every: [1, 2, 4],
      because: business.why(
        ["content_presence.content_preferences", preferenceNote(business)],
        ["target_audience.custom_description", "It speaks to the people you described."],
      ),
      ...tagOf(main),
    });
  } else {
    const film: Idea = {
      id: "soc_film",
      title: `Film short clips of ${first}`,
      desc: `Three quiet clips of 10 to 20 seconds, filmed in one go. ${business.showsFace ? "" : "Hands and work only; you stay behind the camera. "}Captions say what people see.`,
      steps: [
        "Put the phone near a window",
        `Film ${first}, ${second} and ${third}`,
        "Write one line for each clip",
        "Schedule them over the next days",
      ],
      effort: 2,
      isCore: true,
      every: [2, 4],
      because: business.why(
        ["content_presence.content_preferences", preferenceNote(business)],
        [
          "content_presence.shows_face_or_voice",
          business.showsFace
            ? "Some pieces can show you, these do not have to."
            : "You prefer to stay behind the camera.",
        ],
      ),
      ...tagOf(main),
    };
    const photos: Idea = {
      id: "soc_photos",
      title: `Photograph ${business.family === "goods" || business.family === "food" ? business.thing : "your work"} for next month's posts`,
      desc: "One session gives a month of pictures: one from above, one up close, one in use.",
      steps: [
        "Clear one table near daylight",
        "Take each subject from above, close and in use",
        "Choose twelve pictures and put them in one folder",
      ],
      effort: 2,
      from: 2,
      every: [4],
      because: business.why(
        business.chose("product_photos") && [
          "content_presence.post_types",
          "Pictures are what you already post.",
        ],
        ["brand_identity.differentiators", "Pictures show what makes yours different."],
      ),
      ...tagOf(main),
    };
    ideas.push(...(business.refusals.video ? [{ ...photos, isCore: true }] : [film, photos]));
  }
  ideas.push({
    id: "soc_schedule",
    title: "Schedule the week's posts in one sitting",
    desc: "Choose from the folder, write the captions, set the times. After this the week runs by itself.",
    steps: [
      `Choose this week's ${business.refusals.video ? "pictures" : "pictures or clips"}`,
      "Write each caption: what it is, for whom, how to get it",
      "Set days and times in the app's own scheduler",
    ],
    effort: 1,
    from: 3,
    every: [1, 2],
    because: business.why(
      business.chose("social_media_scheduling") && [
        "marketing_goals.automation_goals",
        "You want posts to go out without daily work.",
      ],
      ["constraints.weekly_marketing_time_hours", "One sitting takes less of your week than five."],
    ),
  });
  return ideas;
}
