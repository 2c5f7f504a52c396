import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { quotable } from "../quotable.ts";

/** Work for owners with more hours. */
export function depth(business: Business): Idea[] {
  const offer = quotable(business.profile.other_text.offers ?? "", 80);
  return [
    ...(offer === null
      ? []
      : [
          {
            id: "eml_offer",
            title: "Write one e-mail about what you offer to everyone",
            desc: `You told me: “${offer}”. Explain it in plain words: for whom, how it works, what it costs.`,
            steps: [
              "Say who it is for",
              "Say how it works in three steps",
              "Say what happens after someone replies",
            ],
            effort: 2 as const,
            from: 5,
            because: business.why([
              "business_model.offers",
              "It is part of what you offer and few people know it.",
            ]),
          },
        ]),
    {
      id: "eml_guide",
      title: `Write the guide new subscribers get: ${business.topics[0]?.[0] ?? business.thing}`,
      desc: "Two pages, from questions you answer every week. A reason to join that is worth more than any offer.",
      steps: [
        "Collect the questions",
        "Answer each in a paragraph",
        "Save it as a PDF",
        "Offer it on the form",
      ],
      effort: 3,
      from: 3,
      because: business.why(
        business.chose("build_trust_authority") && [
          "marketing_goals.top_goals",
          "You want to be trusted for what you know.",
        ],
        business.chose("writing") && ["content_presence.content_preferences", "You enjoy writing."],
      ),
    },
    {
      id: "eml_series",
      title: "Extend the welcome to a series of three",
      desc: "Day 0: who you are. Day 3: one useful answer. Day 10: a customer's story and how to start.",
      steps: [
        "Write the second e-mail: one useful answer",
        "Write the third: a story with permission",
        `Set the days in ${business.mailer}`,
      ],
      effort: 3,
      from: 6,
      because: business.why(
        business.chose("email_campaigns_or_follow_ups") && [
          "marketing_goals.automation_goals",
          "You want follow-ups to go out by themselves.",
        ],
      ),
    },
    {
      id: "eml_story",
      title: "Collect a customer's story for the next issue",
      desc: "Ten minutes on the phone: what was the problem, what changed, what would they tell a friend?",
      steps: [
        "Ask one customer for ten minutes",
        "Write down their words",
        "Have them agree in writing to the text and any name in it",
      ],
      effort: 2,
      from: 3,
      every: [2, 4],
      because: business.why(
        [
          "marketing_goals.magic_wand_task",
          "You would like this part of the work to be easier: one at a time keeps it small.",
        ],
        ["brand_identity.differentiators", "Customers say best what makes you different."],
      ),
    },
    {
      id: "eml_personal",
      title: "Write personal e-mails to five people you know",
      desc: "Five real e-mails to five real people do more than five hundred to nobody in particular.",
      steps: [
        "Choose five past customers or contacts",
        "Say one thing that is about them",
        "Offer help with one thing",
      ],
      effort: 2,
      from: 3,
      every: [1, 2, 4],
      because: business.why(
        business.chose("b2b_relationship_building") && [
          "business_model.focus",
          "Your business grows from relationships.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
    {
      id: "eml_reserve",
      title: "Draft one issue ahead as a reserve",
      desc: "A finished issue in the drawer keeps the rhythm in a bad week.",
      steps: ["Take a question that is true at any time", "Write it to the end", "Save it as a draft"],
      effort: 2,
      from: 4,
      every: [1, 2, 4],
      because: business.why(["constraints.weekly_marketing_time_hours", "Your hours allow a reserve."]),
    },
    {
      id: "eml_calls",
      title: "Call two past customers and note their words",
      desc: "Ten minutes each. What they say becomes subjects, stories and better offers.",
      steps: [
        "Choose two people who bought this year",
        "Ask what they needed and what they would tell a friend",
        "Note their words in one place",
      ],
      effort: 2,
      from: 4,
      every: [1, 2, 4],
      because: business.why(
        [
          "target_audience.custom_description",
          "You know whom you want to serve; these calls keep you close to them.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
    {
      id: "eml_longread",
      title: "Write a long answer for people close to a decision",
      desc: "The full answer to one serious question, to send when somebody asks.",
      steps: [
        "Choose a question from a real conversation",
        "Answer it in a page and a half",
        "Send it to the two people who asked",
      ],
      effort: 3,
      from: 4,
      every: [1, 2, 4],
      because: business.why(["target_audience.personas", `It helps ${business.customers} decide.`]),
    },
  ];
}

/** For owners whose whole time goes to e-mail. */
export function library(business: Business): Idea[] {
  return [
    {
      id: "eml_library",
      title: "Write one more chapter of your customer handbook",
      desc: "A handbook grows from single answers. Each chapter can be sent alone, and the whole is a reason to join.",
      steps: [
        "Choose the next question",
        "Write a page with one picture",
        "Add it to the handbook",
        "Send it to one person who asked",
      ],
      effort: 3,
      from: 3,
      every: [1, 2, 4],
      because: business.why(["target_audience.personas", `It answers what ${business.customers} ask.`]),
    },
  ];
}
