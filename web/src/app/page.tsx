import { Clock, MessageCircleQuestion, Zap } from "lucide-react";
import type { Metadata } from "next";
import { AskForLink } from "../landing/ask-for-link.tsx";
import { ModelStatement } from "../landing/model-statement.tsx";
import { SamplePlan } from "../landing/sample-plan.tsx";
import { PublicPage } from "../shell/public-page.tsx";

export const metadata: Metadata = { alternates: { canonical: "/" } };

const points = [
  {
    Icon: Clock,
    title: "Fits your hours",
    text: "You say how many hours a week. The plan never asks for more.",
  },
  {
    Icon: MessageCircleQuestion,
    title: "Says why",
    text: "Every task points to the answer of yours that it rests on.",
  },
  {
    Icon: Zap,
    title: "One small win a day",
    text: "Each weekday has something you can finish in 10 to 30 minutes.",
  },
];

export default function Landing() {
  return (
    <PublicPage>
      <div className="grid items-start gap-10 pt-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-16 lg:pt-14">
        <div className="flex flex-col gap-6 lg:sticky lg:top-10">
          <h1 className="text-4xl leading-tight font-bold tracking-tight text-balance">
            A marketing director that fits your week
          </h1>
          <p className="text-lg">
            26 quick cards about your business, then a <span className="whitespace-nowrap">90-day</span> plan
            sized to your hours and your budget.
          </p>
          <AskForLink />
          <p className="text-sm text-muted">
            Free. No password: you sign in with the link. No trackers, and nothing is ever published for you.
          </p>
          <ul className="flex flex-col gap-4 border-t border-line pt-6">
            {points.map(({ Icon, title, text }) => (
              <li key={title} className="flex items-start gap-3">
                <span className="grid size-10 shrink-0 place-items-center rounded-control bg-primary text-on-primary">
                  <Icon aria-hidden className="size-5" />
                </span>
                <div>
                  <h2 className="font-semibold">{title}</h2>
                  <p className="text-muted">{text}</p>
                </div>
              </li>
            ))}
          </ul>
        </div>
        <SamplePlan />
      </div>
      <ModelStatement />
    </PublicPage>
  );
}
