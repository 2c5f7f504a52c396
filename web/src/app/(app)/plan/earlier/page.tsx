import type { Metadata } from "next";
import { Suspense } from "react";
import { LateEarlierPlans } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Earlier plans" };

export default function Page() {
  return (
    <Suspense>
      <LateEarlierPlans />
    </Suspense>
  );
}
