import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { isWriting, type Place, preferenceNote, tagOf } from "./platform.ts";

/** Work for owners with more hours: one piece of depth at a time. */
export function depth(business: Business, main: Place): Idea[] {
  const writes = isWriting(business, main);
  const answers = business.topics.slice(2, 10).map(([short, question], index): Idea => ({
    id: `soc_answer_${index + 1}`,
    title: writes ? `Make a one-page visual on ${short}` : `Answer one question in a post: ${short}`,
    desc: `People ask: “${question}” Answer it in ${writes ? "five short slides" : business.refusals.video ? "pictures" : "pictures or a clip"} that can be saved and sent on.`,
    steps: [
      "Write the answer in one sentence",
      `Break it into ${writes ? "five slides" : "three pictures or steps"}`,
      "End with what to do next",
    ],
    effort: 2,
    from: 2 + index,
    tags: ["topic:answers"],
    because: business.why(
      business.chose("educational") && [
        "content_presence.content_preferences",
        "You like to explain things.",
      ],
      ["target_audience.personas", `It is what ${business.customers} want to know.`],
    ),
    ...tagOf(main),
  }));
  return [
    ...(business.goesLive && business.chose("talking_to_camera")
      ? [
          {
            id: "soc_talk",
            title: `Record short videos that explain one idea each`,
            desc: "Two minutes, one idea, no script beyond three points. Record two in one sitting.",
            steps: [
              "Choose two ideas from recent questions",
              "Note three points for each",
              "Record both and add captions",
            ],
            effort: 2 as const,
            from: 3,
            every: [2, 4] as const,
            because: business.why(
              ["content_presence.shows_face_or_voice", "You are happy to be seen and heard."],
              ["content_presence.post_types", "Talking to camera is something you already post."],
            ),
          },
        ]
      : []),
    {
      id: "soc_plan_month",
      title: "Plan next month's posts around one theme",
      desc: "One theme a month makes every single post easier to think of and easier to recognize.",
      steps: [
        "Choose the theme from your pillars",
        "Write down one idea for each week",
        "List what has to be made for them",
      ],
      effort: 2,
      from: 3,
      every: [4],
      because: business.why(["marketing_goals.top_goals", goalOf(business.profile)]),
    },
    ...answers,
    {
      id: "soc_interview",
      title: "Make a portrait of one customer and their story",
      desc: "A customer's own words, with permission: what they needed, what they chose, how they use it.",
      steps: [
        "Ask one customer for ten minutes",
        "Write down their words",
        "Have them approve the text",
        "Publish it with a picture they like",
      ],
      effort: 3,
      from: 4,
      every: [2, 4],
      because: business.why([
        "brand_identity.differentiators",
        "Customers say best what makes you different.",
      ]),
    },
    {
      id: "soc_longer",
      title: writes
        ? "Write one longer piece from the month's notes"
        : business.refusals.video
          ? "Produce one picture story from the month's photos"
          : "Produce one longer video from the month's clips",
      desc: "One piece that shows the whole of your work, made from what you already have.",
      steps: [
        "Collect the best material",
        "Put it in order: need, work, result",
        "Publish it and pin it for a week",
      ],
      effort: 3,
      from: 4,
      every: [1, 2, 4],
      because: business.why(["content_presence.content_preferences", preferenceNote(business)]),
      ...tagOf(main),
    },
    {
      id: "soc_batch",
      title: "Prepare a week of posts ahead as a reserve",
      desc: "A reserve of finished posts is what keeps you visible in a bad week.",
      steps: ["Make three posts that are true at any time", "Save them as drafts", "Mark them as reserve"],
      effort: 2,
      from: 3,
      every: [1, 2, 4],
      because: business.why(["constraints.weekly_marketing_time_hours", "Your hours allow a reserve."]),
    },
  ];
}
