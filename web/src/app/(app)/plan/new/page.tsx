import type { Metadata } from "next";
import { Suspense } from "react";
import { NewPlan } from "../../../../plan/new-plan.tsx";

export const metadata: Metadata = { title: "New plan" };

export default function Page() {
  return (
    <Suspense>
      <NewPlan />
    </Suspense>
  );
}
