import type { Metadata } from "next";
import { ProfilePage } from "../../../../settings/profile/profile-page.tsx";

export const metadata: Metadata = { title: "Profile and branding" };

export default function Page() {
  return <ProfilePage />;
}
