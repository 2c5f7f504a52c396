import type { Metadata } from "next";
import { Suspense } from "react";
import { LateBoard } from "../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Board" };

export default function BoardPage() {
  return (
    <Suspense>
      <LateBoard />
    </Suspense>
  );
}
