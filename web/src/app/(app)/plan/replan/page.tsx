import type { Metadata } from "next";
import { Suspense } from "react";
import { LateReplan } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Re-plan" };

export default function Page() {
  return (
    <Suspense>
      <LateReplan />
    </Suspense>
  );
}
