import type { Endpoints } from "../endpoint.ts";
import { CardPath, CardSaved, FinalizeOnboarding, OnboardingState, PutCardAnswer } from "../onboarding.ts";
import { ClientProfile } from "../profile.ts";
import { OnboardingSummary } from "../summary.ts";

/** The 26 cards: their answers as drafts, and the profile they become. */
export const onboardingEndpoints = {
  getOnboarding: {
    method: "GET",
    path: "/onboarding",
    summary: "All answers to the cards, and where to go on",
    tag: "Onboarding",
    access: "bearer",
    replies: { 200: { description: "As answered so far.", body: OnboardingState } },
    problems: ["dependency_unavailable"],
  },
  putCardAnswer: {
    method: "PUT",
    path: "/onboarding/cards/:card",
    summary: "Answer or skip a card",
    description:
      "A draft may be incomplete but not malformed. Of a card the answer given last wins; the reply is what is stored and " +
      "whether that is what was sent.",
    tag: "Onboarding",
    access: "bearer",
    params: CardPath,
    body: PutCardAnswer,
    replies: { 200: { description: "What is stored.", body: CardSaved } },
    problems: ["not_found", "dependency_unavailable"],
  },
  finalizeOnboarding: {
    method: "POST",
    path: "/onboarding/finalize",
    summary: "Make the profile from the answers",
    description:
      "Follow-ups that an answer hides are left out. Answers equal to the stored profile make no new version. Each entry of " +
      "`errors` is the card's id, a dot, and the field's path in the profile.",
    tag: "Onboarding",
    access: "bearer",
    body: FinalizeOnboarding,
    replies: { 200: { description: "The profile.", body: ClientProfile } },
    problems: ["profile_incomplete", "state_conflict", "dependency_unavailable"],
  },
  getOnboardingSummary: {
    method: "GET",
    path: "/onboarding/summary",
    summary: "What was understood, and what a plan can hold",
    tag: "Onboarding",
    access: "bearer",
    replies: { 200: { description: "Of the answers so far.", body: OnboardingSummary } },
    problems: ["dependency_unavailable"],
  },
} as const satisfies Endpoints;
