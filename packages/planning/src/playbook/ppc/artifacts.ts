import type { PpcArtifacts } from "../../modules/artifacts.ts";
import type { Business } from "../business.ts";
import { focusOf, kindOf } from "./focus.ts";

/** Campaigns, money and a 12-month outline dated from the window's first month (plan pipeline, section 3.2). */
export function ppcArtifacts(business: Business): PpcArtifacts {
  const { facts, area, thing, hasWebsite, customers } = business;
  const total = facts.effective_ad_budget;
  const isSocial = kindOf(business) === "social";
  const share = hasWebsite ? 75 : 100;
  const order = business.profile.business_model.average_order_value;
  // A ceiling to start from, not a forecast: 15 % of an average order, and never more than a third of a month's money.
  const ceiling = order === null ? null : Math.round(Math.min(0.15 * order, total / 3));
  const main: PpcArtifacts["campaigns"][number] = {
    name: isSocial ? `Pictures: ${thing}` : `Search: ${focusOf(business)}`,
    goal: `More ${business.results} from people who already want ${thing}`,
    platform: isSocial ? "Meta Ads" : "Google Ads",
    start_month: 1,
    end_month: 12,
    budget_pct: share,
    bidding_strategy:
      total < 1000 && order !== null && order >= 500
        ? "Aim for results at a set cost each"
        : "Clicks at a set maximum until 30 results, then results",
    audience: isSocial
      ? ["Adults who like handmade and small brands"]
      : [`Adults searching for ${thing}${area === null ? "" : ` in ${area}`}`],
    ad_formats: isSocial
      ? ["Single picture", ...(business.refusals.video ? [] : ["Short clip without speech"])]
      : ["Search text ads", "Call button"],
    messaging: [`What it is and who makes or does it`, `One fact that ${customers} can check`],
    kpis: ceiling === null ? {} : { CPA: ceiling },
    watchouts: [
      "Stop a keyword or picture that has spent a tenth of the month without a result",
      "No pressure and no fear in the texts",
    ],
  };
  const retargeting: PpcArtifacts["campaigns"][number] = {
    name: "Reminder: website visitors",
    goal: "Bring back people who were already interested",
    platform: "Google Display Network",
    start_month: 2,
    end_month: 12,
    budget_pct: 100 - share,
    bidding_strategy: "Views at a set maximum",
    audience: ["Adults who visited your website in the last 30 days"],
    ad_formats: ["Simple picture ad with your name"],
    messaging: ["A calm reminder with one fact"],
    kpis: { frequency_cap: 3 },
    watchouts: ["Leave out people who have already bought"],
  };
  const campaigns = hasWebsite ? [main, retargeting] : [main];
  return {
    phases: [
      {
        phase: "foundation",
        label: "Foundation",
        months: [1],
        objectives: [`Count ${business.results} before spending`, "One clear landing page"],
      },
      {
        phase: "launch_and_learning",
        label: "Launch and learning",
        months: [1, 2, 3],
        objectives: ["Run one campaign and read it every week", "Exclude what does not fit"],
      },
      {
        phase: "optimization",
        label: "Improving",
        months: [4, 5, 6, 7],
        objectives: ["Move money to what brings customers", "Renew texts from customers' words"],
      },
      {
        phase: "expansion",
        label: "Widening",
        months: [8, 9, 10],
        objectives: ["Add one search theme if the first pays for itself"],
      },
      {
        phase: "peak_season",
        label: "Busy season",
        months: [11, 12],
        objectives: ["Adapt texts to the season", "Keep the daily limit where it is"],
      },
    ],
    campaigns,
    budget: {
      monthly_total: total,
      allocation: campaigns.map(({ name, budget_pct }) => ({
        name,
        amount: Math.floor((total * budget_pct) / 100),
      })),
    },
  };
}
