import { type Business, goalOf } from "../business.ts";
import type { Idea } from "../ideas.ts";
import { kindOf } from "./focus.ts";

/** Work for owners with more hours or money. */
export function depth(business: Business): Idea[] {
  const goal = business.why(["marketing_goals.top_goals", goalOf(business.profile)]);
  const second = business.topics[1]?.[0] ?? business.thing;
  return [
    {
      id: "ppc_branded",
      title: "Add a search ad for your own name",
      desc: "People who search for you should find you, not somebody else. These clicks cost least.",
      steps: [
        "List your name and its misspellings",
        "Write two short ads",
        kindOf(business) === "social"
          ? "Start them as a small search campaign"
          : "Add them to the search campaign",
      ],
      effort: 2,
      from: 5,
      because: business.why(["user_profile.business_name", "Your name is what people remember."]),
    },
    {
      id: "ppc_texts",
      title: "Write three new ad texts from customers' words",
      desc: "What customers say in their own words often works better than what you would say.",
      steps: [
        "Collect three sentences from reviews or e-mails",
        "Turn each into a headline",
        "Replace the weakest ad",
      ],
      effort: 2,
      from: 5,
      every: [4],
      because: business.why(["brand_identity.differentiators", "Customers name what makes you different."]),
    },
    {
      id: "ppc_page_better",
      title: "Improve the landing page after a month of clicks",
      desc: "Change the headline, the proof or the button, one at a time.",
      steps: [
        "Ask two people what the page offers",
        "Change what they did not understand",
        "Note the date and compare after two weeks",
      ],
      effort: 2,
      from: 7,
      because: goal,
    },
    {
      id: "ppc_second",
      title: `Test a second group of searches on ${second}`,
      desc: "One more question that people type before they decide, inside the same campaign and budget.",
      steps: ["List five searches", "Write two ads that answer them", "Compare after three weeks"],
      effort: 2,
      from: 6,
      because: business.why(["target_audience.personas", `It is what ${business.customers} want to know.`]),
    },
    {
      id: "ppc_calls",
      title: "Follow up ad enquiries and note which became customers",
      desc: "The ad account counts enquiries; only you know which were good.",
      steps: [
        "List the enquiries from ads",
        "Mark those that became customers",
        "Tell the account which ads brought them",
      ],
      effort: 2,
      from: 6,
      every: [2, 4],
      because: business.why(
        ["constraints.crm_name", "Your customer list shows who became a customer."],
        ["marketing_goals.top_goals", goalOf(business.profile)],
      ),
    },
    {
      id: "ppc_page_two",
      title: "Make a second landing page for another kind of customer",
      desc: "Two kinds of people need two pages. Copy the first and change what matters to the second.",
      steps: ["Choose the second kind of customer", "Write the headline for them", "Send one ad to it"],
      effort: 3,
      from: 8,
      because: business.why(["target_audience.custom_description", "You described more than one need."]),
    },
    {
      id: "ppc_pages",
      title: "Build a page for one more search that brings people",
      desc: "A page that answers exactly one search costs less per click and brings more answers.",
      steps: [
        "Choose the search with most clicks and fewest results",
        "Write a page that answers only that",
        "Point its ads to the page",
      ],
      effort: 3,
      from: 6,
      every: [1, 2, 4],
      because: business.why(
        ["user_profile.website", "Your website is where people decide."],
        ["constraints.monthly_ad_budget", "A better page makes the same money go further."],
      ),
    },
    {
      id: "ppc_lab",
      title: "Test one change to ads or page and write it down",
      desc: "One change, two weeks, one line in your notes.",
      steps: ["Choose one change", "Note date and numbers", "Keep or undo it after two weeks"],
      effort: 2,
      from: 5,
      every: [1, 2, 4],
      because: business.why(
        business.chose("test_and_learn_what_works") && [
          "marketing_goals.top_goals",
          "You want to find out what works.",
        ],
        ["constraints.monthly_ad_budget", "Small tests keep a budget useful."],
      ),
    },
  ];
}
