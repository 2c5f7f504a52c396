import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { type CardAnswers, cardAnswerSchema } from "@alva/contracts/onboarding-answers";
import { ClientProfile } from "@alva/contracts/profile";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, bodyPart, params } from "@alva/http/validate";
import { profileHash } from "@alva/planning/profile-facts";
import { planPreview } from "@alva/planning/summary/plan-preview";
import { summaryPanels } from "@alva/planning/summary/summary-panels";
import { Hono } from "hono";
import { cardStates, onboardingState, profileOf } from "../onboarding-state.ts";
import { ownProfile } from "../own-profile.ts";
import type { Ports } from "../ports.ts";
import { findOnboarding, saveFinalizedProfile, saveLatestCardAnswer } from "../queries/onboarding.ts";

const { getOnboarding, putCardAnswer, finalizeOnboarding, getOnboardingSummary } = apiEndpoints;
/** How often a profile is made anew because another request saved one meanwhile. */
const finalizeTries = 3;

/** `/onboarding`: the answers to the cards, and the profile they become. */
export function onboardingRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(getOnboarding.path, async (c) => {
      return c.json(onboardingState(await findOnboarding(db, c.get("caller").sub)));
    })
    .put(putCardAnswer.path, params(putCardAnswer.params), body(putCardAnswer.body), async (c) => {
      const { card } = c.req.valid("param");
      const { answer, skipped, answered_at: answeredAt } = c.req.valid("json");
      const checked = bodyPart(cardAnswerSchema(card), answer, "answer");
      const userId = c.get("caller").sub;
      return c.json(await saveLatestCardAnswer(db, { userId, card, answer: checked, skipped, answeredAt }));
    })
    .post(finalizeOnboarding.path, body(finalizeOnboarding.body), async (c) => {
      const userId = c.get("caller").sub;
      const { timezone } = c.req.valid("json");
      for (let tries = 0; tries < finalizeTries; tries += 1) {
        const saved = await finalize(userId, timezone);
        if (saved) return c.json(saved);
      }
      throw new ApiError("state_conflict", "Your profile keeps changing elsewhere. Please try again.");
    })
    .get(getOnboardingSummary.path, async (c) => {
      const states = cardStates(await findOnboarding(db, c.get("caller").sub));
      const answers: CardAnswers = Object.fromEntries(states.map(({ card, answer }) => [card, answer]));
      return c.json({ panels: summaryPanels(answers), preview: previewOf(answers) });
    });

  async function finalize(userId: string, timezone: string): Promise<ClientProfile | undefined> {
    const stored = await findOnboarding(db, userId);
    const outcome = profileOf(stored, timezone);
    if (!outcome.ok) {
      throw new ApiError("profile_incomplete", "Please answer what is named here; nothing else is needed.", {
        errors: outcome.missing.map(({ card, path, message }) => ({ path: `${card}.${path}`, message })),
      });
    }
    const profile = ownProfile(userId, outcome.profile);
    return saveFinalizedProfile(db, {
      userId,
      profile,
      profileHash: profileHash(profile),
      baseVersion: stored.profile?.profile_version ?? 0,
      cards: stored.cards.filter(({ pending }) => pending),
    });
  }
}

const {
  weekly_marketing_time_hours: Hours,
  budget_level,
  monthly_ad_budget,
} = ClientProfile.shape.constraints.shape;

function previewOf({ weekly_time = {}, budget = {} }: CardAnswers) {
  const hours = Hours.safeParse(weekly_time["weekly_marketing_time_hours"]);
  const level = budget_level.safeParse(budget["budget_level"]);
  const amount = monthly_ad_budget.safeParse(budget["monthly_ad_budget"]);
  if (!hours.success) return null;
  return planPreview({
    hours: hours.data,
    budget: level.success
      ? { budget_level: level.data, monthly_ad_budget: level.data === "none" ? null : (amount.data ?? null) }
      : null,
  });
}
