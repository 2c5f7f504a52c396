import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";

/** Ten to twenty minutes each, the most useful first. */
export function quickIdeas(business: Business): Idea[] {
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
