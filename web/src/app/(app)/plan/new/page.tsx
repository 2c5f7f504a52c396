import type { Metadata } from "next";
import { Suspense } from "react";
import { LateNewPlan } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "New plan" };

export default function Page() {
  return (
    <Suspense>
      <LateNewPlan />
    </Suspense>
  );
}
