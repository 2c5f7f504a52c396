import type { Family, Topic } from "./trade.ts";

/** What a family of trades calls things, and questions that suit all of it; `{thing}` and `{one}` stand for the trade's words. */
export interface FamilyWords {
  thing: string;
  one: string;
  /** What a success is called, in the plural and in the singular. */
  results: string;
  result: string;
  scenes: readonly string[];
  topics: readonly Topic[];
  partners: string;
}

export const families: Record<Family, FamilyWords> = {
  goods: {
    thing: "products",
    one: "product",
    results: "orders",
    result: "order",
    scenes: ["making one from start to finish", "a detail up close", "packing an order", "the work table"],
    topics: [
      ["how we make {thing}", "How are your {thing} made?"],
      ["choosing a gift", "How do I choose a gift for someone who has everything?"],
      ["materials we use", "What are your {thing} made of?"],
      ["packing and posting", "How is an order packed and sent?"],
      ["custom orders", "Can I ask for something custom?"],
      ["a day at the workbench", "What does a working day look like?"],
      ["three customer favorites", "Which ones do people come back for?"],
      ["looking after {thing}", "How do I look after them?"],
      ["small flaws of handwork", "Why is no piece like another?"],
      ["ideas for a small budget", "What is a good small present?"],
    ],
    partners: "small makers with the same kind of customers",
  },
  food: {
    thing: "food",
    one: "order",
    results: "orders",
    result: "order",
    scenes: ["preparing the day", "a detail up close", "packing an order", "the counter in the morning"],
    topics: [
      ["ordering ahead", "How early should I order?"],
      ["what is fresh this month", "What is fresh this month?"],
      ["a recipe with leftovers", "What can I do with leftovers?"],
      ["how the day starts", "What happens before you open?"],
      ["storing {thing}", "How do I keep it fresh?"],
      ["orders for a group", "Can you cater for a group?"],
      ["the people who supply us", "Who do you buy from?"],
      ["three regular favorites", "What do regulars order?"],
    ],
    partners: "neighboring shops and offices",
  },
  home_service: {
    thing: "home services",
    one: "visit",
    results: "bookings",
    result: "booking",
    scenes: ["a job before and after", "tools laid out", "a tidy finish", "the van packed for the day"],
    topics: [
      ["preparing for a visit", "What should I do before you come?"],
      ["how pricing works", "How do you work out a price?"],
      ["three checks to do yourself", "What can I check myself first?"],
      ["choosing a company", "What should I ask before I book?"],
      ["what happens on the day", "What happens on the day?"],
      ["jobs worth doing early", "Which jobs are worth doing early?"],
      ["care between visits", "What should I do between visits?"],
      ["a finished job explained", "What did that job involve?"],
    ],
    partners: "trades that work in the same homes",
  },
  personal_service: {
    thing: "appointments",
    one: "appointment",
    results: "bookings",
    result: "booking",
    scenes: ["the room being prepared", "tools laid out", "hands at work", "the day's schedule"],
    topics: [
      ["the first visit", "What happens at a first visit?"],
      ["how often to come", "How often should I come?"],
      ["care at home", "What can I do at home?"],
      ["choosing what suits you", "Which one is right for me?"],
      ["booking and changes", "What if I have to move my booking?"],
      ["common worries", "What do people worry about before they come?"],
      ["what a visit includes", "What does a visit include?"],
    ],
    partners: "local businesses that see the same people",
  },
  advice: {
    thing: "advice",
    one: "first call",
    results: "enquiries",
    result: "enquiry",
    scenes: [
      "a marked-up page",
      "a whiteboard after a meeting",
      "a one-page checklist",
      "the desk before a call",
    ],
    topics: [
      ["where to start", "Where should I start?"],
      ["a worked example", "What does this look like in practice?"],
      ["questions for an adviser", "What should I ask before I hire someone?"],
      ["doing it yourself or with help", "Do I need help with this?"],
      ["common mistakes", "What do people often get wrong?"],
      ["a one-page checklist", "Is there a checklist?"],
      ["how pricing works", "How do you work out a price?"],
      ["preparing your team", "How do I get my team on board?"],
      ["the first month", "What happens in the first month?"],
    ],
    partners: "firms that advise the same clients on other things",
  },
  creative: {
    thing: "creative work",
    one: "project",
    results: "enquiries",
    result: "enquiry",
    scenes: ["a sketch next to the result", "the work table", "a detail up close", "a before and after"],
    topics: [
      ["from idea to result", "How does a project go?"],
      ["writing a short brief", "What should I tell you first?"],
      ["choosing a style", "How do I know what I like?"],
      ["how long it takes", "How long will it take?"],
      ["what you get at the end", "What do I get at the end?"],
      ["a project explained", "Why did you do it that way?"],
      ["planning a budget", "How do I plan a budget?"],
    ],
    partners: "businesses that send each other clients",
  },
  events: {
    thing: "events",
    one: "event",
    results: "bookings",
    result: "booking",
    scenes: ["a room before and after", "setting up", "a detail up close", "the plan on paper"],
    topics: [
      ["choosing a date", "When should I book?"],
      ["what is included", "What is included?"],
      ["group sizes", "How many people can come?"],
      ["the day itself", "What does the day look like?"],
      ["planning in small steps", "What should I plan first?"],
      ["a past event explained", "How did that event come together?"],
    ],
    partners: "venues and suppliers you already work with",
  },
  digital: {
    thing: "digital products",
    one: "download",
    results: "sign-ups",
    result: "sign-up",
    scenes: [
      "a screen before and after",
      "a ten-second task on screen",
      "notes becoming a feature",
      "the plan on paper",
    ],
    topics: [
      ["the first ten minutes", "What should I do first?"],
      ["who it is for", "Is this for me?"],
      ["a result in an hour", "What can I finish in an hour?"],
      ["questions before buying", "What should I know before I buy?"],
      ["tips from regular users", "How do others use it?"],
      ["what changed lately", "What is new?"],
      ["common sticking points", "Where do people get stuck?"],
    ],
    partners: "people who teach or write for the same audience",
  },
};
