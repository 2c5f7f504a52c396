"use client";
import dynamic from "next/dynamic";
import { Loading } from "../components/loading.tsx";

// Pages that come after the frame they appear in, so that it works early (product specification, section 10).

const loading = () => <Loading retry={() => location.reload()} />;

export const LateBoard = dynamic(() => import("../board/board.tsx").then(({ Board }) => Board), {
  ssr: false,
  loading,
});
export const LatePlan = dynamic(() => import("../plan/plan-page.tsx").then(({ PlanPage }) => PlanPage), {
  ssr: false,
  loading,
});
export const LateEarlierPlans = dynamic(
  () => import("../plan/earlier-plans.tsx").then(({ EarlierPlans }) => EarlierPlans),
  { ssr: false, loading },
);
export const LateNewPlan = dynamic(() => import("../plan/new-plan.tsx").then(({ NewPlan }) => NewPlan), {
  ssr: false,
  loading,
});
export const LateReplan = dynamic(() => import("../plan/replan.tsx").then(({ Replan }) => Replan), {
  ssr: false,
  loading,
});
export const LateSimulator = dynamic(
  () => import("../plan/simulator.tsx").then(({ Simulator }) => Simulator),
  { ssr: false, loading },
);
export const LateCard = dynamic(
  () => import("../onboarding/card-screen.tsx").then(({ CardScreen }) => CardScreen),
  { ssr: false, loading },
);
export const LateFinish = dynamic(() => import("../onboarding/finish.tsx").then(({ Finish }) => Finish), {
  ssr: false,
  loading,
});
export const LateQuickWins = dynamic(
  () => import("../quick-wins/quick-wins.tsx").then(({ QuickWins }) => QuickWins),
  { ssr: false, loading },
);
export const LatePlanSettings = dynamic(
  () => import("../settings/plan-settings.tsx").then(({ PlanSettings }) => PlanSettings),
  { ssr: false, loading },
);
export const LateHome = dynamic(() => import("../home/home.tsx").then(({ Home }) => Home), {
  ssr: false,
  loading,
});
export const LateSummary = dynamic(() => import("../onboarding/summary.tsx").then(({ Summary }) => Summary), {
  ssr: false,
  loading,
});
export const LateProfile = dynamic(
  () => import("../settings/profile/profile-page.tsx").then(({ ProfilePage }) => ProfilePage),
  { ssr: false, loading },
);
export const LateWelcome = dynamic(() => import("../onboarding/welcome.tsx").then(({ Welcome }) => Welcome), {
  ssr: false,
  loading,
});
