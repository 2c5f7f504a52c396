import type { CustomPlan, Platform } from "@alva/contracts/custom-plan";
import { platformNames } from "../strategy/clamp.ts";
import { daysBetween } from "../governance/calendar.ts";
import { planWeeks } from "../governance/window.ts";
import { type Business, goalOf } from "./business.ts";
import type { Idea } from "./ideas.ts";
import { inSentence, seasonDates, seasonReasons } from "./seasonal.ts";

/** What to do on social media, the most important first. */
export function socialIdeas(business: Business, plan: CustomPlan): Idea[] {
  const on = business.platforms.filter((platform) => plan.platform_enables[platform]);
  const main = mainPlatform(business, on);
  const [posts, ...upkeep] = production(business, main);
  return [
    ...foundations(business, main),
    ...(posts === undefined ? [] : [posts]),
    ...seasonal(business, main),
    ...eventClips(business, on),
    ...relations(business),
    ...upkeep,
    ...depth(business, main),
    ...quickIdeas(business, { main, other: on.find((platform) => platform !== main) }),
  ];
}

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

type Place = Platform | null;

function nameOf(main: Place): string {
  return main === null ? "your page" : platformNames[main];
}

function tagOf(main: Place): { platform?: string } {
  return main === null ? {} : { platform: main };
}

function foundations(business: Business, main: Place): Idea[] {
  return [
    {
      id: "soc_pinned",
      title: `Pin three posts that explain ${business.thing}`,
      desc: `Someone who finds you on ${nameOf(main)} looks at the top three posts. Let them say what you sell, how it is made or done, and how to buy.`,
      steps: [
        "Choose or make one post for each: what, how, where to buy",
        "Pin them in that order",
        `Check that each leads to ${business.shop}`,
      ],
      effort: 2,
      from: 2,
      isCore: !business.isSmall,
      tags: ["setup"],
      because: business.why(
        ["content_presence.platforms", `You are already on ${nameOf(main)}.`],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
      ...tagOf(main),
    },
    {
      id: "soc_numbers",
      title: `Check the month's numbers on ${nameOf(main)}`,
      desc: "Keep what people saved, shared or answered. Drop what they passed by. Saves and messages count for more than likes.",
      steps: [
        "Write down the three posts with most saves or replies",
        "Write down what they share",
        "Plan two more like them",
      ],
      effort: 1,
      isCore: true,
      from: 4,
      every: [4],
      because: business.why([
        "marketing_goals.past_successes",
        "You know what worked before; your own numbers show whether it still does.",
      ]),
      ...tagOf(main),
    },
  ];
}

/** The posts themselves, in the format that this owner makes best. */
function production(business: Business, main: Place): Idea[] {
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
    ideas.push({
      id: "soc_film",
      title: `Film short clips of ${first} and ${second}`,
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
    });
    ideas.push({
      id: "soc_photos",
      title: `Photograph ${business.thing} for next month's posts`,
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
    });
  }
  ideas.push({
    id: "soc_schedule",
    title: "Schedule the week's posts in one sitting",
    desc: "Choose from the folder, write the captions, set the times. After this the week runs by itself.",
    steps: [
      "Choose this week's pictures or clips",
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

function seasonal(business: Business, main: Place): Idea[] {
  return business.occasions.flatMap((occasion): Idea[] => {
    const dates = seasonDates(occasion, business.facts);
    const shared = {
      tags: ["seasonal"],
      season: occasion.id,
      ...(dates.by !== null && { by: dates.by }),
      ...tagOf(main),
    };
    return [
      {
        ...shared,
        id: `soc_${occasion.id.slice(0, 24)}_plan`,
        title: `Plan ${inSentence(occasion.name)} posts`,
        desc: `${occasion.idea} Decide now which three posts carry it, so the weeks before stay calm.`,
        steps: [
          "Choose one piece or service to show",
          "Write down three posts: before, during, and the last day to order",
          business.offers === "never"
            ? "Keep it to content: no price cuts"
            : "Decide whether an offer belongs to it",
        ],
        effort: 1,
        from: dates.planWeek,
        because: seasonReasons(business, occasion),
      },
      {
        ...shared,
        id: `soc_${occasion.id.slice(0, 24)}_make`,
        title: isWriting(business, main)
          ? `Write ${inSentence(occasion.name)} updates in advance`
          : `Make ${inSentence(occasion.name)} pictures and clips in advance`,
        desc: "Everything for this occasion in one session, ready to go out on time.",
        steps: [
          "Take the three ideas from the plan",
          "Make them in one session",
          "Schedule them with their captions",
        ],
        effort: 2,
        from: dates.makeWeek,
        because: seasonReasons(business, occasion),
      },
    ];
  });
}

/** A webinar that is held anyway gives material for weeks. */
function eventClips({ event, goesLive, facts, why }: Business, on: readonly Platform[]): Idea[] {
  if (event === null || !goesLive) return [];
  const week = Math.floor(daysBetween(facts.window_start, event.date) / 7) + 2;
  if (week > planWeeks) return [];
  return [
    {
      id: "soc_event_clips",
      title: `Cut the ${event.kind} recording into three short clips`,
      desc: "One question and its answer in each clip. They carry the next weeks.",
      steps: [
        "Mark the three best answers",
        "Cut each to a minute or two",
        "Add captions and post one a week",
      ],
      effort: 2,
      from: week,
      because: why(
        ["constraints.additional_notes", `Your notes plan the ${event.kind}.`],
        ["content_presence.shows_face_or_voice", "You are happy to be seen and heard."],
      ),
      ...(on.includes("youtube") && { platform: "youtube" }),
    },
  ];
}

function relations(business: Business): Idea[] {
  const ideas: Idea[] = [];
  if (
    business.chose("collaborations") ||
    business.chose("grow_my_audience") ||
    business.chose("build_brand_awareness")
  ) {
    ideas.push({
      id: "soc_partners",
      title: `Propose a joint post to three partners`,
      desc: `Ask ${business.partners} for one shared post each. It brings you people who already trust someone you know.`,
      steps: [
        "List five you like",
        "Write three short, personal messages",
        "Suggest one idea each and a week for it",
      ],
      effort: 2,
      from: 3,
      every: [4],
      times: 3,
      because: business.why(
        business.chose("collaborations") && [
          "marketing_goals.past_successes",
          "Working with others has brought you customers before.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    });
  }
  if (business.chose("giveaways") && business.offers !== "never") {
    ideas.push({
      id: "soc_giveaway",
      title: `Run one small giveaway for ${business.customers}`,
      desc: "One prize from your own work, one week, one simple rule. It should bring people who want what you sell.",
      steps: [
        "Choose the prize and the end date",
        "Write the rule in one sentence",
        "Announce it, then thank everybody by name",
      ],
      effort: 2,
      from: 6,
      because: business.why(["marketing_goals.past_successes", "Giveaways have brought activity before."]),
    });
  }
  if (
    (business.chose("in_person_events") || business.chose("events_sales")) &&
    !business.failures.tradeShows
  ) {
    ideas.push({
      id: "soc_event_kit",
      title: "Make a display that turns fair visitors into followers",
      desc: `A small card with your ${business.hasList ? "sign-up" : "profile"} code, next to where people pay. Every fair then helps the quiet weeks.`,
      steps: [
        "Write one line that says what they get",
        "Make a code that opens your page",
        "Print it and put it where people pay",
      ],
      effort: 2,
      from: 2,
      because: business.why(
        business.chose("events_sales") && [
          "marketing_goals.past_successes",
          "Fairs and events have sold well for you.",
        ],
        business.chose("in_person_events") && [
          "business_model.sales_channels",
          "You meet customers in person.",
        ],
      ),
    });
  }
  return ideas;
}

/** Work for owners with more hours: one piece of depth at a time. */
function depth(business: Business, main: Place): Idea[] {
  const writes = isWriting(business, main);
  const answers = business.topics.slice(2, 10).map(([short, question], index): Idea => ({
    id: `soc_answer_${index + 1}`,
    title: writes ? `Make a one-page visual on ${short}` : `Make a post that answers: ${short}`,
    desc: `People ask: “${question}” Answer it in ${writes ? "five short slides" : "pictures or a clip"} that can be saved and sent on.`,
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
        "List what must be filmed or photographed",
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

function quickIdeas(
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
      `Comment on three posts by ${business.customers}`,
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
    post("soc_pic_2", `Share a short clip: ${second}`, "Ten seconds without words are enough.", [
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
  const work = isService ? jobs : isWriting(business, main) ? expert : pictures;
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
      `Show one of your ${business.thing} and who it is for`.slice(0, 64),
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

function isWriting(business: Business, main: Place): boolean {
  if (main === "linkedin" || main === "x") return true;
  return (
    main === "facebook" &&
    business.chose("writing") &&
    !business.chose("short_video") &&
    !business.chose("photoshoots")
  );
}

function preferenceNote(business: Business): string {
  if (business.chose("behind_the_scenes")) return "You enjoy showing how things are made.";
  if (business.chose("short_video")) return "You enjoy short video.";
  if (business.chose("photoshoots")) return "You enjoy taking pictures.";
  return business.chose("writing") ? "You enjoy writing." : "It is a kind of content you enjoy.";
}
