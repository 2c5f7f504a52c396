import type { Metadata } from "next";
import { PublicPage } from "../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Privacy", alternates: { canonical: "/privacy" } };

const rows = [
  [
    "Your e-mail address",
    "To send you sign-in links and the mails you ask for. It is never given to the language model.",
  ],
  ["Your answers and your plan", "To make the plan. A language model reads them; they train no model."],
  ["Links you enter", "Stored and shown to you. Nobody visits them."],
  ["Files you upload", "Kept for you. The language model never sees them."],
  [
    "Files you take away",
    "Written for you when you ask, and not kept. Each has a link that works for 24 hours for whoever has it; you see your links and end them in Settings.",
  ],
  [
    "Where you are signed in",
    "Device, browser and approximate place of each session, so that you can end one you don't know.",
  ],
];

export default function Privacy() {
  return (
    <PublicPage>
      <div className="flex max-w-2xl flex-col gap-5 pt-6">
        <h1 className="text-[26px] font-bold">Privacy</h1>
        <p>
          Alva keeps what it needs to plan with you and nothing else. There are no trackers on these pages or
          in the mails.
        </p>
        <dl className="flex flex-col gap-4">
          {rows.map(([what, why]) => (
            <div key={what}>
              <dt className="font-semibold">{what}</dt>
              <dd className="text-muted">{why}</dd>
            </div>
          ))}
        </dl>
        <p>
          You can take everything with you as one file, and delete your account, in Settings. Deleted accounts
          are erased after 14 days; until then signing in again keeps them.
        </p>
      </div>
    </PublicPage>
  );
}
