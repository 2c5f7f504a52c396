"use client";
import dynamic from "next/dynamic";

// Pages that come after the frame they appear in, so that it works early (product specification, section 10).

export const LateBoard = dynamic(() => import("../board/board.tsx").then(({ Board }) => Board), {
  ssr: false,
});
export const LatePlan = dynamic(() => import("../plan/plan-page.tsx").then(({ PlanPage }) => PlanPage), {
  ssr: false,
});
export const LateEarlierPlans = dynamic(
  () => import("../plan/earlier-plans.tsx").then(({ EarlierPlans }) => EarlierPlans),
  { ssr: false },
);
export const LateNewPlan = dynamic(() => import("../plan/new-plan.tsx").then(({ NewPlan }) => NewPlan), {
  ssr: false,
});
export const LateReplan = dynamic(() => import("../plan/replan.tsx").then(({ Replan }) => Replan), {
  ssr: false,
});
export const LateSimulator = dynamic(
  () => import("../plan/simulator.tsx").then(({ Simulator }) => Simulator),
  { ssr: false },
);
export const LateCard = dynamic(
  () => import("../onboarding/card-screen.tsx").then(({ CardScreen }) => CardScreen),
  { ssr: false },
);
export const LateFinish = dynamic(() => import("../onboarding/finish.tsx").then(({ Finish }) => Finish), {
  ssr: false,
});
export const LateQuickWins = dynamic(
  () => import("../quick-wins/quick-wins.tsx").then(({ QuickWins }) => QuickWins),
  { ssr: false },
);
export const LatePlanSettings = dynamic(
  () => import("../settings/plan-settings.tsx").then(({ PlanSettings }) => PlanSettings),
  { ssr: false },
);
export const LateHome = dynamic(() => import("../home/home.tsx").then(({ Home }) => Home), { ssr: false });
export const LateSummary = dynamic(() => import("../onboarding/summary.tsx").then(({ Summary }) => Summary), {
  ssr: false,
});
export const LateProfile = dynamic(
  () => import("../settings/profile/profile-page.tsx").then(({ ProfilePage }) => ProfilePage),
  { ssr: false },
);
export const LateWelcome = dynamic(() => import("../onboarding/welcome.tsx").then(({ Welcome }) => Welcome), {
  ssr: false,
});
