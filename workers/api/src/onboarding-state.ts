import type { CardState, OnboardingState } from "@alva/contracts/onboarding";
import {
  answersFromProfile,
  type CardAnswers,
  type MissingAnswer,
  profileFromAnswers,
  visibleInputs,
} from "@alva/contracts/onboarding-answers";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { ProfileInput } from "@alva/contracts/profile";
import { notYours } from "./own-profile.ts";
import type { StoredOnboarding } from "./queries/onboarding.ts";

/** The cards as their owner sees them, and where to go on. */
export function onboardingState(stored: StoredOnboarding): OnboardingState {
  const cards = cardStates(stored);
  const open = cards.filter(({ state }) => state === "unanswered");
  const outcome = profileOf(stored, stored.profile?.user_profile.timezone ?? "UTC");
  return {
    cards,
    first_unanswered: open[0]?.card ?? null,
    answered: cards.length - open.length,
    missing: outcome.ok ? [] : [...outcome.missing],
    finalized: stored.profile !== null,
  };
}

/** Every card. A pending answer stands as it was given; any other one gives way to what the profile says by now. */
export function cardStates({ cards, profile }: StoredOnboarding): CardState[] {
  const inProfile = profile && answersFromProfile(profile);
  return onboarding.cards.map((card) => {
    const row = cards.find((one) => one.card === card.id);
    if (row && (row.pending || !inProfile)) {
      return { ...row, state: row.skipped ? "skipped" : "answered" };
    }
    const current = inProfile?.[card.id] ?? {};
    const shown = new Set(visibleInputs(card, current).map(({ key }) => key));
    // What the profile has no place for, the draft keeps.
    const hidden = Object.entries(row?.answer ?? {}).filter(([key]) => !shown.has(key));
    const isAnswered = Object.keys(current).length > 0;
    const state = isAnswered ? "answered" : inProfile ? "skipped" : "unanswered";
    return {
      card: card.id,
      answer: { ...Object.fromEntries(hidden), ...current },
      state,
      answered_at: row?.answered_at ?? null,
      pending: false,
    };
  });
}

/** The profile that the pending answers make of the stored one, or what is missing for it. */
export function profileOf(
  { cards, profile, upload_ids }: StoredOnboarding,
  timezone: string,
): ReturnType<typeof profileFromAnswers> {
  const pending = cards.filter(({ pending: isPending }) => isPending);
  const answers: CardAnswers = Object.fromEntries(pending.map(({ card, answer }) => [card, answer]));
  const outcome = profileFromAnswers({ answers, timezone, base: profile ?? undefined });
  const foreign = outcome.ok ? foreignFiles(outcome.profile, upload_ids) : [];
  return foreign.length > 0 ? { ok: false, missing: foreign } : outcome;
}

function foreignFiles({ brand_identity }: ProfileInput, own: readonly string[]): MissingAnswer[] {
  return brand_identity.asset_file_ids.flatMap((id, index) =>
    own.includes(id)
      ? []
      : [{ card: "brand_assets", path: `brand_identity.asset_file_ids.${index}`, message: notYours }],
  );
}
