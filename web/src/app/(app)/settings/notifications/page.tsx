import type { Metadata } from "next";
import { Notifications } from "../../../../settings/notifications.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default function Page() {
  return <Notifications />;
}
