import type { Metadata } from "next";
import { LateNotifications } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default function Page() {
  return <LateNotifications />;
}
