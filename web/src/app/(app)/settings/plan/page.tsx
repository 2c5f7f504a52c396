import type { Metadata } from "next";
import { PlanSettings } from "../../../../settings/plan-settings.tsx";

export const metadata: Metadata = { title: "Plan" };

export default function Page() {
  return <PlanSettings />;
}
