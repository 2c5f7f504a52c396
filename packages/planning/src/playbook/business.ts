import type { Platform, Reason } from "@alva/contracts/custom-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { answered } from "../profile-facts.ts";
import type { Facts } from "../strategy/facts.ts";
import { hasWebsite } from "../strategy/gates.ts";
import { type Failures, readFailures } from "./history.ts";
import { type Occasion, occasionsFor } from "./occasions.ts";
import { type OwnerEvent, readOwnerEvent } from "./owner-events.ts";
import { quotable } from "./quotable.ts";
import { readRefusals, type Refusals } from "./refusals.ts";
import { advice } from "./trades/advice.ts";
import { families } from "./trades/families.ts";
import { food } from "./trades/food.ts";
import { goods } from "./trades/goods.ts";
import { homeServices } from "./trades/home-services.ts";
import { personalServices } from "./trades/personal-services.ts";
import type { Family, Topic, Trade } from "./trades/trade.ts";

/** A field and what follows from it; `false` when what it says is not so here. */
export type Candidate = false | readonly [path: string, note: string];

/** A business as the playbook sees it: the profile's answers in words that fit into a task. */
export interface Business {
  facts: Facts;
  profile: ClientProfile;
  /** The business's name, or "your business" when it does not read as a name. */
  name: string;
  /** Town or region, when it reads as one. */
  area: string | null;
  family: Family;
  thing: string;
  one: string;
  results: string;
  result: string;
  partners: string;
  scenes: readonly string[];
  topics: readonly Topic[];
  /** Who buys, in a few words. */
  customers: string;
  /** Where people buy or get in touch, to link to. */
  shop: string;
  /** The tool e-mails are sent with, as the owner calls it. */
  mailer: string;
  hasList: boolean;
  /** 0 when unknown. */
  listSize: number;
  hasWebsite: boolean;
  showsFace: boolean;
  /** Whether talking or being live is welcome and not among the hard no's. */
  goesLive: boolean;
  offers: "always" | "holidays" | "never";
  platforms: readonly Platform[];
  failures: Failures;
  refusals: Refusals;
  occasions: readonly Occasion[];
  event: OwnerEvent | null;
  /** Under four hours a week: tasks are kept short. */
  isSmall: boolean;
  /** Weekdays for longer tasks, when the owner named busy ones; empty when any will do. */
  freeDays: readonly string[];
  /** Whether an option was chosen anywhere in the profile's lists. */
  chose: (option: string) => boolean;
  /** Up to two reasons whose fields are answered, in the order given; the first goal when none is. */
  why: (...candidates: readonly Candidate[]) => Reason[];
}

/** Reads a profile the way a marketing director would on the first day. */
export function readBusiness(profile: ClientProfile, facts: Facts): Business {
  const trade = tradeOf(profile);
  const family = trade?.family ?? familyOf(profile);
  const words = families[family];
  const { user_profile, content_presence, constraints, business_model } = profile;
  const name = quotable(user_profile.business_name, 40) ?? "your business";
  const area = quotable(user_profile.service_area.split(",")[0] ?? "", 30);
  const thing = trade?.thing ?? words.thing;
  const one = trade?.one ?? words.one;
  const failures = readFailures(profile.marketing_goals.past_failures);
  const notes = [constraints.additional_notes, ...profile.client_notes.map(({ text }) => text)];
  const chosen = new Set<string>([
    ...content_presence.platforms,
    ...content_presence.post_types,
    ...content_presence.content_preferences,
    ...business_model.sales_channels,
    ...business_model.offers,
    ...business_model.focus,
    ...business_model.products,
    ...profile.marketing_goals.top_goals,
    ...profile.marketing_goals.automation_goals,
    ...profile.marketing_goals.past_successes,
    ...profile.brand_identity.differentiators,
    ...profile.target_audience.personas,
  ]);
  const refusals = readRefusals(constraints.brand_nos);
  const welcome = facts.used_platforms.filter((platform) => !refusals.platforms.has(platform));
  const kept = welcome.filter((platform) => !failures.posts.has(platform));
  const fill = (text: string) => text.replaceAll("{thing}", thing).replaceAll("{one}", one);
  const ownTopics = new Set(trade?.topics.map(([short]) => short));
  const shared = words.topics.map(([short, question]): Topic => [fill(short), fill(question)]);
  const nos = constraints.brand_nos.join("\n");
  const showsFace = content_presence.shows_face_or_voice !== "no";

  return {
    facts,
    profile,
    name,
    area,
    family,
    thing,
    one,
    results: words.results,
    result: words.result,
    partners: words.partners,
    scenes: trade?.scenes ?? words.scenes,
    topics: [...(trade?.topics ?? []), ...shared.filter(([short]) => !ownTopics.has(short))],
    customers: customersOf(profile),
    shop: shopOf(profile),
    mailer: quotable(constraints.email_tool, 30) ?? quotable(constraints.crm_name, 30) ?? "your e-mail tool",
    hasList:
      constraints.tech_stack.includes("email_list") || content_presence.platforms.includes("email_list"),
    listSize: { under_100: 50, "100_499": 100, "500_1999": 500, "2000_plus": 2000, unknown: 0 }[
      constraints.email_list_size ?? "unknown"
    ],
    hasWebsite: hasWebsite(profile),
    showsFace,
    goesLive: content_presence.shows_face_or_voice === "yes" && !/\blive\b|\bwebinar|\bvideo/i.test(nos),
    offers: offersOf(profile),
    platforms: kept.length > 0 ? kept : welcome,
    failures,
    refusals,
    occasions: occasionsFor({ family, seasons: trade?.seasons ?? [] }, facts),
    event: readOwnerEvent(notes, facts),
    isSmall: facts.weekly_capacity_hours < 4,
    freeDays: freeDaysOf(notes),
    chose: (option) => chosen.has(option),
    why(...candidates) {
      const reasons = candidates
        .filter((candidate) => candidate !== false)
        .filter(([path]) => answered(profile, path))
        .map(([path, note]) => ({ path, note }));
      return reasons.length > 0
        ? reasons.slice(0, 2)
        : [{ path: "marketing_goals.top_goals", note: goalOf(profile) }];
    },
  };
}

/** The first goal in words. */
export function goalOf({ marketing_goals }: ClientProfile): string {
  return goals[marketing_goals.top_goals[0] ?? "other"] ?? "It serves the goals you chose for this quarter.";
}

const goals: Record<string, string> = {
  increase_sales_revenue: "You want more sales this quarter.",
  grow_my_audience: "You want more people to know you this quarter.",
  build_brand_awareness: "You want to become better known this quarter.",
  boost_engagement: "You want more conversation with customers.",
  launch_a_product_or_offer: "You are about to launch something.",
  automate_my_marketing: "You want marketing to run with less work.",
  get_consistent_with_content: "You want to show up regularly.",
  build_trust_authority: "You want to be trusted for what you know.",
  test_and_learn_what_works: "You want to find out what works.",
};

/** The trade whose words occur most often; the earlier one on a tie. */
function tradeOf({ user_profile }: ClientProfile): Trade | null {
  const text = `${user_profile.business_name}\n${user_profile.description}`.toLowerCase();
  const counted = [...goods, ...food, ...homeServices, ...personalServices, ...advice].map((trade) => ({
    trade,
    count: text.match(trade.words)?.length ?? 0,
  }));
  const most = Math.max(...counted.map(({ count }) => count));
  return most === 0 ? null : (counted.find(({ count }) => count === most)?.trade ?? null);
}

const familyOfProduct: Record<string, Family> = {
  digital_products: "digital",
  food_and_beverage: "food",
  tech_and_gadgets: "goods",
  service_coaching_or_consulting: "advice",
  creative_services: "creative",
  local_or_in_person_services: "home_service",
  events_or_experiences: "events",
};

function familyOf({ business_model, target_audience }: ClientProfile): Family {
  const isLocal = business_model.products[0] === "local_or_in_person_services";
  if (isLocal && !target_audience.personas.includes("homeowner")) return "personal_service";
  return familyOfProduct[business_model.products[0] ?? ""] ?? "goods";
}

const personas: Record<string, string> = {
  college_student: "students",
  young_professional: "young professionals",
  new_parent: "new parents",
  homeowner: "homeowners",
  middle_aged_professional: "experienced professionals",
  retiree: "retired people",
  teen_gen_z: "young adults",
};

function customersOf({ target_audience }: ClientProfile): string {
  const described = describedCustomers(target_audience.custom_description);
  if (described !== null) return described;
  const named = target_audience.personas.flatMap((persona) => personas[persona] ?? []).slice(0, 2);
  return named.length > 0 ? named.join(" and ") : "your customers";
}

/** The people at the beginning of a description, such as "Plant managers in Irish factories who ..." */
function describedCustomers(description: string): string | null {
  const [start = ""] = description.split(/[.;:,\n]| (?:who|that|with|in|near|from|between|aged) /);
  const people = quotable(start, 48);
  const namesPeople = /^(?:\p{L}+ ){0,1}(?:people|women|men|\p{L}{3,}s)\b/u.test(start);
  return people !== null && namesPeople
    ? people.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())
    : null;
}

function shopOf(profile: ClientProfile): string {
  const sells = profile.business_model.sales_channels;
  if (hasWebsite(profile)) return "your website";
  if (sells.includes("marketplace")) return "your marketplace shop";
  if (sells.includes("storefront")) return "the page with your opening hours";
  return "the place where you take orders";
}

function offersOf({ business_model, constraints }: ClientProfile): Business["offers"] {
  const refuses = constraints.brand_nos.some((no) =>
    /^(?:no|never|do not|don.?t)\b[^.]*\b(?:discount|promo|coupon|sale)/i.test(no),
  );
  if (refuses) return "never";
  if (business_model.run_promos === "yes_regularly") return "always";
  return business_model.run_promos === "holidays_only" ? "holidays" : "never";
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** Days the owner says are taken, such as "I ship Monday and Thursday", leave the others for longer tasks. */
function freeDaysOf(notes: readonly string[]): string[] {
  const text = notes.join("\n").toLowerCase();
  const busy = weekdays.filter((day) => text.includes(day));
  if (busy.length === 0 || busy.length > 3) return [];
  return weekdays.filter((day) => !busy.includes(day)).map((day) => day.slice(0, 3));
}
