import type { Metadata } from "next";
import { LateCalendar } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Calendar feed" };

export default function Page() {
  return <LateCalendar />;
}
