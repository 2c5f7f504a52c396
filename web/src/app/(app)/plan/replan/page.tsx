import type { Metadata } from "next";
import { Suspense } from "react";
import { Replan } from "../../../../plan/replan.tsx";

export const metadata: Metadata = { title: "Re-plan" };

export default function Page() {
  return (
    <Suspense>
      <Replan />
    </Suspense>
  );
}
