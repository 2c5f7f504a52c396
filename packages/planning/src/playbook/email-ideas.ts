import type { CustomPlan } from "@alva/contracts/custom-plan";
import { addDays, daysBetween } from "../governance/calendar.ts";
import { type Business, goalOf } from "./business.ts";
import type { Idea } from "./ideas.ts";
import { longDate } from "./dates.ts";
import { quotable } from "./quotable.ts";
import { inSentence, seasonDates, seasonReasons } from "./seasonal.ts";

/** What to do with e-mail, the most important first. */
export function emailIdeas(business: Business, plan: CustomPlan): Idea[] {
  return [
    ...foundations(business),
    ...eventMails(business),
    ...seasonal(business),
    ...referral(business),
    ...newsletters(business, plan),
    ...automations(business),
    ...care(business),
    ...depth(business),
    ...quickIdeas(business),
  ];
}

/** The reason to join a list that a business can give without a discount. */
export function joinReason({ family, topics, thing }: Business): string {
  if (family === "goods" || family === "food") return `first look at new ${thing} and one useful tip a month`;
  if (family === "home_service") return "a short seasonal checklist for the house";
  const [short] = topics[0] ?? ["what you know"];
  return `a one-page guide on ${short}`;
}

function foundations(business: Business): Idea[] {
  const { mailer, hasList, isSmall } = business;
  const listReason = business.why(
    hasList && ["constraints.email_list_size", "You already have people who asked to hear from you."],
    hasList && ["constraints.tech_stack", "You already have a list."],
    business.chose("word_of_mouth") && [
      "marketing_goals.past_successes",
      "People who know you recommend you; e-mail keeps you in their mind.",
    ],
  );
  return [
    {
      id: "eml_form",
      title: hasList ? `Refresh the sign-up form in ${mailer}` : "Build a sign-up form with a reason to join",
      desc: `One field and one honest reason: ${joinReason(business)}. Put it where people already are: ${business.shop}, your profile, your receipts.`,
      steps: [
        `Write one line: “Get ${joinReason(business)}”`,
        `Make the form in ${mailer}`,
        `Link it from ${business.shop}`,
        "Sign up yourself to test it",
      ],
      effort: isSmall ? 1 : 2,
      isCore: true,
      beforeLaunch: true,
      tags: ["setup"],
      because: listReason,
    },
    {
      id: "eml_welcome",
      title: `Write the welcome e-mail for new subscribers`,
      desc: "The first e-mail is the one most people open. Say who you are, show what people come for, ask one question they can answer.",
      steps: [
        "Thank them and say who writes",
        `Show ${business.thing} people come for`,
        "Ask one question",
        `Set it to go out by itself in ${mailer}`,
      ],
      effort: isSmall ? 1 : 2,
      isCore: true,
      tags: ["launch"],
      because: business.why(
        business.chose("email_campaigns_or_follow_ups") && [
          "marketing_goals.automation_goals",
          "You want follow-ups to go out by themselves.",
        ],
        business.chose("email_converted") && [
          "marketing_goals.past_successes",
          "Your e-mails have brought customers before.",
        ],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
  ];
}

/** What the owner has already announced, brought to people in three e-mails. */
function eventMails(business: Business): Idea[] {
  const { event, facts } = business;
  if (event === null) return [];
  const about = event.topic === null ? event.kind : `${event.topic} ${event.kind}`;
  const week = (days: number) =>
    Math.max(1, Math.min(13, Math.floor((daysBetween(facts.window_start, event.date) + days) / 7) + 1));
  const because = business.why([
    "constraints.additional_notes",
    `Your notes plan the ${event.kind} for about ${longDate(event.date)}.`,
  ]);
  const prepares = business.chose("writing") ? "from notes you already have" : "in five points";
  return [
    {
      id: "eml_event_outline",
      title: `Outline the ${about}`,
      desc: `Three questions, three answers, one example each, ${prepares}. Confirm the exact date first: I assumed about ${longDate(event.date)}.`,
      steps: [
        "Fix the date and hour",
        "Write three questions people would come for",
        "Put one example under each",
        "Choose what happens afterwards",
      ],
      effort: 2,
      from: week(-42),
      by: addDays(event.date, -14),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
    {
      id: "eml_event_invite",
      title: `Send the ${event.kind} invitation${event.topic === null ? "" : `: ${event.topic}`}`,
      desc: "One e-mail, one question in the subject, one link to sign up. Send it to those who know you first.",
      steps: [
        "Put the question people have in the subject",
        "Say what they will be able to do afterwards",
        `Send it with ${business.mailer}`,
        "Send a reminder to those who did not open it",
      ],
      effort: 2,
      from: week(-21),
      by: addDays(event.date, -5),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
    ...(business.goesLive
      ? [
          {
            id: "eml_event_rehearse",
            title: `Rehearse the ${about} once`,
            desc: "Once from start to finish, with the clock. Cut what does not fit.",
            steps: ["Speak it through once", "Note the time of each part", "Cut one thing"],
            effort: 1 as const,
            from: week(-7),
            by: addDays(event.date, -1),
            tags: ["topic:event"],
            because,
          },
        ]
      : []),
    {
      id: "eml_event_follow",
      title: `Follow up after the ${about}`,
      desc: "Thank people, send the notes, answer the best question, offer one next step.",
      steps: [
        "Send the notes within three days",
        "Answer one question in full",
        `Offer a ${business.one} to those who asked`,
      ],
      effort: 2,
      from: week(1),
      tags: ["topic:event"],
      isCore: true,
      because,
    },
  ];
}

function seasonal(business: Business): Idea[] {
  return business.occasions.slice(0, 3).map((occasion): Idea => {
    const dates = seasonDates(occasion, business.facts);
    // The welcome e-mail comes before anything else.
    const from = Math.max(3, dates.makeWeek);
    const offers = business.offers === "always" || (business.offers === "holidays" && occasion.isHoliday);
    return {
      id: `eml_${occasion.id.slice(0, 30)}`,
      title: `Prepare the ${inSentence(occasion.name)} e-mail`,
      desc: `${occasion.idea} ${offers ? "If you make an offer, say plainly what and until when." : "No price cut: give a reason to think of you now."}`,
      steps: [
        "Write the one thing people should know",
        offers ? "Decide on one simple offer, or none" : "Add one useful tip",
        `End with one link to ${business.shop}`,
        business.hasList
          ? `Send it with ${business.mailer}`
          : "Send it to past customers who are glad to hear from you",
      ],
      effort: business.isSmall ? 1 : 2,
      from,

      ...(dates.by !== null && { by: dates.by }),
      tags: ["seasonal"],
      season: occasion.id,
      because: seasonReasons(business, occasion),
    };
  });
}

/** One e-mail for each issue, with its subject decided; the spacing follows the cadence. */
function newsletters(business: Business, { cadence, channel_enables }: CustomPlan): Idea[] {
  const spacing = 4 / Math.max(1, Math.min(4, cadence.emails_per_month));
  // A blog takes the first questions.
  const topics = channel_enables.blog ? business.topics.toReversed() : business.topics;
  const count = Math.min(topics.length, Math.floor(11 / spacing));
  return topics.slice(0, count).map(([short, question], index): Idea => ({
    id: `eml_news_${index + 1}`,
    title: `Send the newsletter on ${short}`,
    desc: `Answer what people ask: “${question}” One story from your work, one thing to use, one way to get in touch.`,
    steps: [
      "Write it as you would to one person",
      "Put the question in the subject",
      `End with ${business.shop}`,
      `Send it with ${business.mailer}`,
    ],
    effort: business.isSmall ? 1 : 2,
    from: Math.min(13, 3 + Math.floor(index * spacing)),
    tags: ["topic:newsletter"],
    because: business.why(
      business.chose("email_converted") && [
        "marketing_goals.past_successes",
        "Your e-mails have brought customers before.",
      ],
      business.hasList && ["constraints.tech_stack", "Your list is the one audience nobody can take away."],
      ["target_audience.personas", `It answers what ${business.customers} ask.`],
    ),
  }));
}

function automations(business: Business): Idea[] {
  const { family, mailer } = business;
  const buys = family === "goods" || family === "food" || family === "digital";
  const ideas: Idea[] = [
    {
      id: "eml_after",
      title: buys
        ? "Set up a thank-you e-mail after each order"
        : `Set up a follow-up e-mail after each ${family === "home_service" ? "job" : family === "personal_service" ? "visit" : "project"}`,
      desc: buys
        ? "Thanks, how to enjoy or care for it, and a question about how it arrived."
        : "Thanks, what to expect next, and a request for an honest review.",
      steps: [
        "Write five sentences, no more",
        "Ask one question",
        `Save it as a ready text or set it up in ${mailer}`,
      ],
      effort: 2,
      from: 3,
      because: business.why(
        business.chose("customer_onboarding_post_purchase") && [
          "marketing_goals.automation_goals",
          "You want care after the sale to run by itself.",
        ],
        business.chose("email_campaigns_or_follow_ups") && [
          "marketing_goals.automation_goals",
          "You want follow-ups to go out by themselves.",
        ],
        ["brand_identity.differentiators", "Care after the sale is part of what makes you different."],
      ),
    },
  ];
  if (business.chose("dms_lead_replies") || family === "home_service" || family === "advice") {
    ideas.push({
      id: "eml_replies",
      title: "Write three ready replies for new enquiries",
      desc: "Most enquiries ask one of three things. A ready first answer means nobody waits for a day.",
      steps: [
        "List the three most common enquiries",
        "Write one friendly answer to each",
        "Save them where you answer messages",
      ],
      effort: 2,
      from: 4,
      because: business.why(
        business.chose("dms_lead_replies") && [
          "marketing_goals.automation_goals",
          "You want enquiries answered with less work.",
        ],
        business.chose("faster_turnaround") && [
          "brand_identity.differentiators",
          "Being quick is one of the reasons people choose you.",
        ],
      ),
    });
  }
  return ideas;
}

/** A request to be recommended, where recommendations already work. */
function referral(business: Business): Idea[] {
  const isLocal = business.family === "home_service" || business.family === "personal_service";
  if (!business.chose("word_of_mouth") && !isLocal) return [];
  return [
    {
      id: "eml_referral",
      title: "Write a note that asks past customers to recommend you",
      desc: "People like to recommend what was good, and need a nudge and the words. No reward needed.",
      steps: [
        "Choose twenty customers who were happy",
        "Write five personal sentences",
        "Add one line they can forward",
        "Send them over two weeks",
      ],
      effort: business.isSmall ? 1 : 2,
      from: 2,
      because: business.why(
        business.chose("word_of_mouth") && [
          "marketing_goals.past_successes",
          "Recommendations have already helped you grow.",
        ],
      ),
    },
  ];
}

function care(business: Business): Idea[] {
  const ideas: Idea[] = [
    {
      id: "eml_clean",
      title: `Clean the list in ${business.mailer}`,
      desc: "Addresses that bounce hurt the delivery of every other e-mail.",
      steps: ["Remove addresses that bounced", "Correct obvious typing errors"],
      effort: 1,
      from: 9,
      because: business.why(
        business.hasList && ["constraints.tech_stack", "You have a list worth keeping in order."],
      ),
    },
    {
      id: "eml_numbers",
      title: "Compare replies and clicks of the month's e-mails",
      desc: "Replies and clicks say more than opens. Write down which subject people answered.",
      steps: [
        "Note opens, clicks and replies of each e-mail",
        "Mark the best subject",
        "Write the next one in the same spirit",
      ],
      effort: 1,
      from: 5,
      every: [4],
      because: business.why(["marketing_goals.top_goals", goalOf(business.profile)]),
    },
  ];
  if (business.hasList) {
    ideas.push({
      id: "eml_groups",
      title: `Sort contacts in ${business.mailer} into three groups`,
      desc: "Bought or hired before, interested, and never answered. Each group needs a different sentence.",
      steps: [
        "Make three groups or tags",
        "Sort the fifty people you know best first",
        "Write one opening line for each group",
      ],
      effort: 2,
      from: 5,
      because: business.why(
        ["constraints.crm_name", "Your contacts are already in one place."],
        ["constraints.email_tool", "Your tool can keep groups."],
      ),
    });
  }
  if (business.listSize >= 500) {
    ideas.push({
      id: "eml_reengage",
      title: "Write to people who have gone quiet",
      desc: "One friendly e-mail: still interested? Those who do not answer can go; the list gets better.",
      steps: [
        "Choose people who opened nothing for six months",
        "Write five friendly sentences with one question",
        "Take out those who do not answer in two weeks",
      ],
      effort: 2,
      from: 7,
      because: business.why([
        "constraints.email_list_size",
        "A list of your size has people who drifted away.",
      ]),
    });
  }
  if (business.listSize >= 2000) {
    ideas.push({
      id: "eml_subjects",
      title: "Test two subject lines on half the list each",
      desc: "One difference at a time, or you learn nothing.",
      steps: ["Write two subjects that differ in one thing", "Send each to half", "Keep the winner's idea"],
      effort: 1,
      from: 6,
      every: [4],
      because: business.why(["constraints.email_list_size", "Your list is large enough for a fair test."]),
    });
  }
  return ideas;
}

/** Work for owners with more hours. */
function depth(business: Business): Idea[] {
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

function quickIdeas(business: Business): Idea[] {
  const { mailer } = business;
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const quick = (
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
    quick: 15,
    every: [2, 4],
    because: goal,
    ...extra,
  });
  return [
    ...(business.hasList
      ? []
      : [
          quick(
            "eml_open",
            `Follow up one open ${business.family === "home_service" ? "quote" : "enquiry"}`,
            "Most people who asked are still interested; they only got busy.",
            [
              "Choose someone who asked and did not decide",
              "Ask in two friendly lines whether they need anything",
              "Note the answer",
            ],
            { every: [1, 2, 4], quick: 10, channel: "ops" },
          ),
        ]),
    quick(
      "eml_reply",
      "Reply to everyone who answered an e-mail",
      "A reply turns a reader into someone you know.",
      ["Open the replies", "Answer each in two sentences"],
      { every: [1, 2, 4], tags: ["evergreen"] },
    ),
    quick(
      "eml_line",
      "Ask one customer what made them choose you",
      "One honest sentence from them is worth a page from you.",
      ["Choose a customer from this month", "Ask in two lines", "Save the answer"],
      {
        because: business.why([
          "brand_identity.differentiators",
          "It shows whether people see what you see.",
        ]),
      },
    ),
    quick(
      "eml_add",
      `Add this week's new contacts to ${mailer}`,
      "Only people who said yes. A small list of the right people is enough.",
      ["Collect names from orders, fairs or calls", "Add those who agreed", "Note where you met"],
      {
        because: business.why(
          business.chose("in_person_events") && [
            "business_model.sales_channels",
            "You meet new people in person.",
          ],
          business.hasList && ["constraints.tech_stack", "Your list grows with each person you meet."],
        ),
      },
    ),
    quick(
      "eml_idea",
      "Write down three subject lines from real questions",
      "The words people use are better than any you could invent.",
      ["Look through this week's messages", "Copy three questions", "Turn each into a subject"],
      { quick: 10 },
    ),
    quick(
      "eml_thank",
      "Send a personal thank-you to a recent customer",
      "No selling. Just thanks and one detail you remember.",
      ["Choose one", "Write three sentences", "Send"],
      {
        quick: 10,
        because: business.why(
          business.chose("word_of_mouth") && [
            "marketing_goals.past_successes",
            "Word of mouth works for you.",
          ],
          business.chose("killer_customer_experience") && [
            "brand_identity.differentiators",
            "Care is one of the reasons people choose you.",
          ],
        ),
      },
    ),
    quick(
      "eml_link",
      `Check that sign-up works from ${business.shop}`,
      "Forms break quietly. Test it from a phone.",
      ["Open the page on a phone", "Sign up with a second address", "Read what arrives"],
      { quick: 10, every: [4] },
    ),
    quick(
      "eml_invite",
      "Invite one person in conversation to your list",
      "Say what they get and how often; ask before you add them.",
      [
        "Choose somebody you spoke to this week",
        "Tell them what you send and how often",
        "Add them if they say yes",
      ],
      { quick: 10 },
    ),
    ...(business.family === "goods" || business.family === "food"
      ? [
          quick(
            "eml_photo",
            "Ask a customer for a picture of it in use",
            "With permission to show it in the next issue.",
            ["Choose a recent customer", "Ask in two friendly lines", "Save what comes with the permission"],
            { every: [4] },
          ),
        ]
      : []),
    quick(
      "eml_ps",
      "Improve the last line of your everyday e-mails",
      "A signature is read more often than any newsletter.",
      ["Say what you do in eight words", "Add where to sign up", "Save it as your signature"],
      { every: [4], quick: 20 },
    ),
  ];
}
