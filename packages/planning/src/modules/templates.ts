import { baseReason } from "../strategy/base-plan.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import { clampArtifacts, type PlanContext } from "../validators/clamp-artifacts.ts";
import type { PpcArtifacts } from "./artifacts.ts";
import type { ModuleOutput } from "./module-output.ts";
import type { TaskProposal } from "./task-proposal.ts";

/**
 * The standard tasks of a module (plan pipeline, section 3.6), which stand in when the model failed three times. Governance
 * marks them when the module is passed on with `fallback: true`.
 */
export function templateModule(key: ModuleKey, context: PlanContext): ModuleOutput {
  return clampArtifacts(standardModule(key, context), context);
}

function standardModule(key: ModuleKey, context: PlanContext): ModuleOutput {
  const most = context.facts.largest_effort;
  const because = [baseReason(key, context.profile)];
  const tasks = templates[key].map(({ effort, tags = [], ...task }) => ({
    ...task,
    channel: key,
    tags,
    effort: effort > most ? most : effort,
    because,
  }));
  const common = { version: "1.0" as const, tasks, revision_notes: [note] };
  switch (key) {
    case "ppc":
      return { ...common, module_key: key, artifacts: ppcArtifacts };
    case "social":
      return { ...common, module_key: key, artifacts: { platform_plans: [] } };
    case "email":
      return { ...common, module_key: key, artifacts: { frequency: "monthly", campaigns: [] } };
    case "blog":
      return { ...common, module_key: key, artifacts: { events: [], topics: [], briefs: [] } };
  }
}

const note = "These are standard tasks: no tasks could be written for your business this time.";

type Template = Omit<TaskProposal, "channel" | "because" | "tags" | "effort"> & {
  effort: TaskProposal["effort"];
  tags?: string[];
};

const templates: Record<ModuleKey, readonly Template[]> = {
  ppc: [
    {
      module_task_id: "ppc_tracking",
      title: "Set up conversion tracking",
      desc: "Decide what counts as a result, such as a call, a form or an order, and have your ad account count it. Without this you pay for clicks and learn nothing.",
      steps: [
        "Pick the one action that means a customer",
        "Add it as a conversion in your ad account",
        "Test it once yourself",
      ],
      effort: 2,
      tags: ["setup"],
      suggested_week: 1,
      due_hint: "before_first_launch",
    },
    {
      module_task_id: "ppc_offer",
      title: "Choose one offer and its landing page",
      desc: "Ads work when the page answers exactly what was searched. Choose one thing to sell and the page that sells it.",
      steps: [
        "Choose the offer you most want to sell",
        "Check that price, area and contact are at the top",
        "Read it on a phone",
      ],
      effort: 2,
      suggested_week: 2,
    },
    {
      module_task_id: "ppc_branded",
      title: "Build a branded search campaign",
      desc: "Show up first when people search for your name. These clicks are the cheapest and the most likely to buy.",
      steps: [
        "List your name and its common misspellings",
        "Write three short ads",
        "Set the daily budget and start it",
      ],
      effort: 3,
      tags: ["launch"],
      suggested_week: 3,
    },
    {
      module_task_id: "ppc_check",
      title: "Do the weekly ad check",
      desc: "Half an hour, calmly: stop what wastes money, keep what brings customers.",
      steps: ["Compare spend with results", "Exclude searches that do not fit", "Write down one change"],
      effort: 1,
      tags: ["evergreen"],
      suggested_week: 4,
      repeat: { every_weeks: 1, times: 9 },
    },
  ],
  blog: [
    {
      module_task_id: "blg_questions",
      title: "List ten customer questions",
      desc: "The questions people ask before they buy are your next posts, in their own words.",
      steps: [
        "Look through messages and e-mails",
        "Write ten down as they were asked",
        "Mark the three you hear most",
      ],
      effort: 1,
      suggested_week: 1,
    },
    {
      module_task_id: "blg_first_post",
      title: "Write the first answer post",
      desc: "Answer the question you hear most, the way you would in person.",
      steps: [
        "Give the answer in the first paragraph",
        "Explain why, with one real example",
        "End with the next step for the reader",
      ],
      effort: 3,
      suggested_week: 2,
      due_hint: "day:tue",
    },
    {
      module_task_id: "blg_publish",
      title: "Publish the first post and link to it",
      desc: "A post nobody can reach is not published. Link to it from a page people visit.",
      steps: ["Publish it", "Link to it from your home page", "Send it to one customer who asked"],
      effort: 1,
      suggested_week: 3,
    },
    {
      module_task_id: "blg_review",
      title: "Review the month's posts",
      desc: "See which answers people read, and write more of those.",
      steps: ["Read the visits of each post", "Improve the weakest opening", "Choose the next question"],
      effort: 1,
      suggested_week: 4,
      repeat: { every_weeks: 4, times: 3 },
    },
  ],
  email: [
    {
      module_task_id: "eml_form",
      title: "Build a sign-up form",
      desc: "One field, one reason to join, in the places where people already find you.",
      steps: [
        "Write one line that says what they get",
        "Make the form in your e-mail tool",
        "Sign up yourself to test it",
      ],
      effort: 2,
      tags: ["setup"],
      suggested_week: 1,
    },
    {
      module_task_id: "eml_welcome",
      title: "Write the welcome e-mail",
      desc: "The first e-mail is the one most people open. Say who you are and what they can expect.",
      steps: [
        "Thank them and introduce yourself",
        "Show your best-known product or service",
        "Ask one question they can reply to",
      ],
      effort: 2,
      suggested_week: 1,
      due_hint: "before_first_launch",
    },
    {
      module_task_id: "eml_newsletter",
      title: "Write and send the monthly newsletter",
      desc: "One story, one useful thing, one thing to buy or book.",
      steps: ["Choose one story", "Write it as you would to one person", "Send it"],
      effort: 2,
      suggested_week: 2,
      repeat: { every_weeks: 4, times: 3 },
    },
    {
      module_task_id: "eml_clean",
      title: "Clean the list",
      desc: "Addresses that bounce hurt the delivery of every other e-mail.",
      steps: ["Remove addresses that bounced", "Correct obvious typing errors"],
      effort: 1,
      suggested_week: 9,
    },
  ],
  social: [
    {
      module_task_id: "soc_profile",
      title: "Refresh your profile and link",
      desc: "People who like a post look at the profile next. It should say what you sell and where.",
      steps: ["Say what you sell in one line", "Check that the link works", "Use a recent picture"],
      effort: 1,
      tags: ["quick_win"],
      estimated_minutes: 20,
      suggested_week: 1,
    },
    {
      module_task_id: "soc_film",
      title: "Film behind the scenes",
      desc: "Hands, tools and work in progress are enough. Film several short pieces at once.",
      steps: [
        "Put the phone where the light is good",
        "Film three short pieces of real work",
        "Save them with a word on what they show",
      ],
      effort: 2,
      suggested_week: 1,
      repeat: { every_weeks: 2, times: 6 },
    },
    {
      module_task_id: "soc_answer",
      title: "Answer comments and messages",
      desc: "A reply within a day is the cheapest advertising there is.",
      steps: ["Answer everything that is open", "Thank one regular by name"],
      effort: 1,
      tags: ["quick_win", "evergreen"],
      estimated_minutes: 15,
      suggested_week: 1,
      repeat: { every_weeks: 1, times: 13 },
    },
    {
      module_task_id: "soc_story",
      title: "Share a customer story",
      desc: "One sentence from a real customer says more than ten from you.",
      steps: ["Ask a customer whether you may quote them", "Post their words with a picture"],
      effort: 1,
      tags: ["quick_win"],
      estimated_minutes: 20,
      suggested_week: 2,
      repeat: { every_weeks: 2, times: 6 },
    },
    {
      module_task_id: "soc_numbers",
      title: "Check the month's numbers",
      desc: "Keep doing what people saved and answered; drop what they passed by.",
      steps: [
        "Find the three posts with most saves or replies",
        "Write down what they share",
        "Plan two more like them",
      ],
      effort: 1,
      suggested_week: 4,
      repeat: { every_weeks: 4, times: 3 },
    },
  ],
};

const ppcArtifacts: PpcArtifacts = {
  phases: [
    { phase: "foundation", label: "Foundation", months: [1], objectives: ["Count results before spending"] },
    {
      phase: "launch_and_learning",
      label: "Launch and learning",
      months: [2, 3],
      objectives: ["Run one campaign and read it weekly"],
    },
    {
      phase: "optimization",
      label: "Improving",
      months: [4, 5, 6, 7, 8, 9, 10, 11, 12],
      objectives: ["Move money to what brings customers"],
    },
  ],
  campaigns: [
    {
      name: "Branded search",
      goal: "Be found by people who look for you by name",
      platform: "Google Ads",
      start_month: 1,
      end_month: 12,
      budget_pct: 100,
      bidding_strategy: "Clicks at a set maximum, until there are enough results to learn from",
      audience: ["Adults who search for your name"],
      ad_formats: ["Search text ads"],
      messaging: ["Your name, what you sell, and where"],
      kpis: {},
      watchouts: ["Stop if clicks come without results for a month"],
    },
  ],
  budget: { monthly_total: 0, allocation: [] },
};
