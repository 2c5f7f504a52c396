import type { Metadata } from "next";
import { PlanPage } from "../../../plan/plan-page.tsx";

export const metadata: Metadata = { title: "Plan" };

export default function Page() {
  return <PlanPage />;
}
