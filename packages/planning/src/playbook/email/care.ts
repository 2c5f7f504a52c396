import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";

/** E-mails that follow a sale or an enquiry. */
export function automations(business: Business): Idea[] {
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
export function referral(business: Business): Idea[] {
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

/** What keeps a list in order and useful. */
export function care(business: Business): Idea[] {
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
