import type { Metadata } from "next";
import { Suspense } from "react";
import { EarlierPlans } from "../../../../plan/earlier-plans.tsx";

export const metadata: Metadata = { title: "Earlier plans" };

export default function Page() {
  return (
    <Suspense>
      <EarlierPlans />
    </Suspense>
  );
}
