import type { Metadata } from "next";
import { Calendar } from "../../../../settings/calendar.tsx";

export const metadata: Metadata = { title: "Calendar feed" };

export default function Page() {
  return <Calendar />;
}
