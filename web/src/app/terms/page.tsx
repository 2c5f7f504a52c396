import type { Metadata } from "next";
import { PublicPage } from "../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Terms", alternates: { canonical: "/terms" } };

export default function Terms() {
  return (
    <PublicPage>
      <div className="flex max-w-2xl flex-col gap-5 pt-6">
        <h1 className="text-[26px] font-bold">Terms</h1>
        <p>
          Alva recommends; you decide. Drafts are drafts: check names, claims and numbers before you publish
          them.
        </p>
        <p>Nothing is posted, sent or bought for you, and no result is promised.</p>
        <p>What you write and what Alva writes for you is yours. You can take it with you at any time.</p>
      </div>
    </PublicPage>
  );
}
