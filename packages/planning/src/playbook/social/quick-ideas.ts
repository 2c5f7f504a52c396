import type { Platform } from "@alva/contracts/custom-plan";
import { platformNames } from "../../strategy/clamp.ts";
import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { isWriting, nameOf, type Place, tagOf } from "./platform.ts";

/** Ten to twenty minutes each, the most useful first. */
export function quickIdeas(
  business: Business,
  { main, other }: { main: Place; other: Platform | undefined },
): Idea[] {
  const [first = "the work", second = "a detail up close", third = "the result", fourth = "what comes next"] =
    business.scenes;
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const reply: Idea = {
    id: "soc_reply",
    title: `Answer comments and messages on ${nameOf(main)}`,
    desc: "A reply within a day is the cheapest advertising there is. Answer all, then thank one regular by name.",
    steps: ["Answer every open comment and message", "Thank one regular by name"],
    effort: 1,
    quick: 15,
    every: [1],
    tags: ["evergreen"],
    because: business.why(
      business.chose("dms_social_media") && [
        "business_model.sales_channels",
        "People order from you in messages.",
      ],
      ["marketing_goals.top_goals", goalOf(business.profile)],
    ),
    ...tagOf(main),
  };
  const post = (
    id: string,
    title: string,
    desc: string,
    steps: string[],
    extra: Partial<Idea> = {},
  ): Idea => ({
    id,
    title,
    desc,
    steps,
    effort: 1,
    quick: 20,
    every: [2, 4],
    because: goal,
    ...tagOf(main),
    ...extra,
  });
  const local: Idea[] =
    business.family === "home_service" ||
    business.family === "personal_service" ||
    business.chose("storefront")
      ? [
          post(
            "soc_review",
            "Ask one happy customer for a Google review",
            "Reviews decide whom people call. Ask on the day the work went well.",
            [
              "Choose one customer from this week",
              "Send a short, personal thank-you with the request",
              "Answer the review when it comes",
            ],
            {
              channel: "seo",
              quick: 10,
              every: [1, 2, 4],
              because: business.why(
                business.chose("word_of_mouth") && [
                  "marketing_goals.past_successes",
                  "People already recommend you; a review makes it visible.",
                ],
                ["user_profile.service_area", "Reviews help people nearby find you."],
              ),
            },
          ),
          post(
            "soc_gbp",
            "Add a new photo to your Google Business Profile",
            "A profile with recent pictures looks open and busy.",
            ["Take or choose one good picture", "Add it with a line on what it shows"],
            {
              channel: "seo",
              quick: 10,
              every: [4],
              because: business.why(
                ["user_profile.service_area", "People nearby look there first."],
                ["business_model.sales_channels", "It is how people reach you."],
              ),
            },
          ),
        ]
      : [];
  const expert: Idea[] = [
    post(
      "soc_comment",
      `Comment on posts by ${business.customers.length > 42 ? "people you want to reach" : business.customers}`,
      "A useful comment under the right post is read by exactly the people you want to meet.",
      [
        "Find three posts by people you would like to work with",
        "Add one useful thought to each, nothing to sell",
      ],
    ),
    post(
      "soc_lesson",
      "Post one lesson from this week's work",
      "One observation, one consequence. No names, no client details.",
      ["Write what you noticed", "Write what it means for the reader", "Post it"],
    ),
    post("soc_picture", `Share a picture: ${first}`, "Show how you work, not only what you think.", [
      "Take the picture",
      "Say in two lines what it shows and why it matters",
    ]),
    post(
      "soc_connect",
      "Send three personal connection requests",
      "People you met or read this week, with one sentence on why.",
      ["Choose three people", "Write one honest sentence to each"],
      { quick: 15 },
    ),
  ];
  const pictures: Idea[] = [
    post(
      "soc_pic_1",
      `Post a photo: ${first}`,
      "Real work in real light, one line of text.",
      ["Take the picture while you work", "Say what it is in one line", "Post it"],
      { quick: 15 },
    ),
    business.refusals.video
      ? post("soc_pic_2", `Share a picture: ${second}`, "One picture and one honest line are enough.", [
          "Take the picture",
          "Add one line of text",
          "Post it",
        ])
      : post("soc_pic_2", `Share a short clip: ${second}`, "Ten seconds without words are enough.", [
          "Film ten seconds",
          "Add one line of text",
          "Post it",
        ]),
    post(
      "soc_pic_3",
      `Show a close-up: ${third}`,
      "Details show quality better than adjectives.",
      ["Get close and keep still", "Name the detail in the caption", "Post it"],
      { quick: 15 },
    ),
  ];
  const jobs: Idea[] = [
    post(
      "soc_job",
      "Post a finished job with what was done",
      "What was wrong, what you did, one picture. No address, no names.",
      ["Take a picture before you leave", "Write two lines: what was needed, what was done", "Post it"],
      {
        because: business.why([
          "brand_identity.differentiators",
          "Finished work shows what makes you different.",
        ]),
      },
    ),
    post(
      "soc_group",
      "Answer one question in a neighborhood group",
      "Be the helpful one. No selling; your name is enough.",
      ["Look for a question you can answer", "Answer it in three sentences"],
      {
        because: business.why(["user_profile.service_area", "It reaches people nearby."]),
      },
    ),
    ...pictures.slice(0, 1),
  ];
  const isService = business.family === "home_service" || business.family === "personal_service";
  const work =
    business.family === "home_service"
      ? jobs
      : isService
        ? [...pictures.slice(0, 1), ...jobs.slice(1, 2), ...pictures.slice(1)]
        : isWriting(business, main)
          ? expert
          : pictures;
  return [
    ...(isService ? local.slice(0, 1) : []),
    reply,
    ...(isService ? [] : local.slice(0, 1)),
    ...work.slice(0, 2),
    post(
      "soc_quote",
      "Post one sentence from a happy customer",
      "Their words say more than yours. Ask first.",
      ["Choose a message you were glad about", "Ask whether you may quote it", "Post it with a picture"],
      {
        because: business.why(
          business.chose("word_of_mouth") && [
            "marketing_goals.past_successes",
            "Word of mouth works for you.",
          ],
          ["brand_identity.differentiators", "Customers name what makes you different."],
        ),
      },
    ),
    ...work.slice(2),
    ...local.slice(1),
    ...(other === undefined
      ? []
      : [
          post(
            "soc_reuse",
            `Reuse the best recent post on ${platformNames[other]}`,
            "One idea may appear in two places.",
            [
              "Pick the post with most replies",
              `Adapt the first line to ${platformNames[other]}`,
              "Post it there",
            ],
            { platform: other, quick: 15 },
          ),
        ]),
    ...(business.chose("in_person_events")
      ? [
          post(
            "soc_where",
            "Post where people can meet you next",
            "Date, place, one picture of what you bring.",
            ["Check your next date", "Post it with one picture", "Pin it until the day"],
            { quick: 10, because: business.why(["business_model.sales_channels", "You sell in person."]) },
          ),
        ]
      : []),
    post(
      "soc_product",
      `Show one ${business.one} and who it is for`,
      `Name the person it suits and the moment it helps. It should make somebody think of somebody.`,
      ["Choose one", "Write “for people who …”", `Say how to get it: ${business.shop}`],
    ),
    post(
      "soc_poll",
      "Ask your followers one either-or question",
      "An answer of one tap tells you what to make or say next.",
      ["Choose two real options", "Ask", "Use the result next week"],
      { quick: 10 },
    ),
    post(
      "soc_tip",
      `Share one tip about ${business.topics[0]?.[0] ?? business.thing}`,
      "One tip people can use today, from what you know anyway.",
      ["Write the tip in two lines", "Add a picture", "Post it"],
      {
        because: business.why(
          business.chose("tips_education") && [
            "content_presence.post_types",
            "Tips are what you already post.",
          ],
          ["target_audience.personas", `It helps ${business.customers}.`],
        ),
      },
    ),
    post(
      "soc_next",
      `Show what is next: ${fourth}`,
      "People like to see what is coming.",
      ["Take one picture of it", "Say when it will be ready"],
      { quick: 15 },
    ),
    post(
      "soc_thanks",
      "Thank one partner or neighbor in public",
      "Generosity is remembered, and usually returned.",
      ["Choose one", "Say what they do well", "Mention them"],
      { quick: 10 },
    ),
    post(
      "soc_bio",
      "Check that your profile says what you sell",
      "Read it as a stranger: what, for whom, where, how to buy.",
      ["Read the profile on another phone", "Fix one line", "Test the link"],
      { quick: 10 },
    ),
  ];
}
