"use client";
import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Loading } from "../components/loading.tsx";

/**
 * A page that comes after the frame it appears in, so that the frame works early (product specification, section 10). Where the
 * browser is at its address already, it is loaded at once, while the session is being found out.
 */
function late<Props extends object>(address: RegExp, load: () => Promise<ComponentType<Props>>) {
  if (typeof window !== "undefined" && address.test(location.pathname)) void load().catch(() => undefined);
  return dynamic(load, { ssr: false, loading: () => <Loading retry={() => location.reload()} /> });
}

export const LateBoard = late(/^\/board(?:\/[^/]+)?$/, () =>
  import("../board/board.tsx").then(({ Board }) => Board),
);
export const LatePlan = late(/^\/plan$/, () =>
  import("../plan/plan-page.tsx").then(({ PlanPage }) => PlanPage),
);
export const LateEarlierPlans = late(/^\/plan\/earlier$/, () =>
  import("../plan/earlier-plans.tsx").then(({ EarlierPlans }) => EarlierPlans),
);
export const LateNewPlan = late(/^\/plan\/new$/, () =>
  import("../plan/new-plan.tsx").then(({ NewPlan }) => NewPlan),
);
export const LateReplan = late(/^\/plan\/replan$/, () =>
  import("../plan/replan.tsx").then(({ Replan }) => Replan),
);
export const LateSimulator = late(/^\/plan\/simulator$/, () =>
  import("../plan/simulator.tsx").then(({ Simulator }) => Simulator),
);
export const LateCard = late(/^\/onboarding\/[^/]+\/\d+$/, () =>
  import("../onboarding/card-screen.tsx").then(({ CardScreen }) => CardScreen),
);
export const LateFinish = late(/^\/onboarding\/finish$/, () =>
  import("../onboarding/finish.tsx").then(({ Finish }) => Finish),
);
export const LateQuickWins = late(/^\/quick-wins$/, () =>
  import("../quick-wins/quick-wins.tsx").then(({ QuickWins }) => QuickWins),
);
export const LatePlanSettings = late(/^\/settings\/plan$/, () =>
  import("../settings/plan-settings.tsx").then(({ PlanSettings }) => PlanSettings),
);
export const LateHome = late(/^\/home$/, () => import("../home/home.tsx").then(({ Home }) => Home));
export const LateSummary = late(/^\/onboarding\/summary$/, () =>
  import("../onboarding/summary.tsx").then(({ Summary }) => Summary),
);
export const LateProfile = late(/^\/settings\/profile$/, () =>
  import("../settings/profile/profile-page.tsx").then(({ ProfilePage }) => ProfilePage),
);
export const LateWelcome = late(/^\/onboarding\/welcome$/, () =>
  import("../onboarding/welcome.tsx").then(({ Welcome }) => Welcome),
);
export const LateAccount = late(/^\/settings\/account$/, () =>
  import("../settings/account.tsx").then(({ Account }) => Account),
);
export const LateCalendar = late(/^\/settings\/calendar$/, () =>
  import("../settings/calendar.tsx").then(({ Calendar }) => Calendar),
);
export const LateExport = late(/^\/settings\/export$/, () =>
  import("../settings/export.tsx").then(({ Export }) => Export),
);
export const LateNotifications = late(/^\/settings\/notifications$/, () =>
  import("../settings/notifications.tsx").then(({ Notifications }) => Notifications),
);
export const LateSessions = late(/^\/settings\/sessions$/, () =>
  import("../settings/sessions.tsx").then(({ Sessions }) => Sessions),
);
