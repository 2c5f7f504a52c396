import { Clock, MessageCircleQuestion, Zap } from "lucide-react";
import { AskForLink } from "../landing/ask-for-link.tsx";
import { SamplePlan } from "../landing/sample-plan.tsx";
import { PublicPage } from "../shell/public-page.tsx";

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
      <div className="grid items-start gap-10 pt-6 lg:grid-cols-2 lg:pt-16">
        <div className="flex flex-col gap-6">
          <h1 className="text-4xl font-bold text-balance">A marketing director that fits your week</h1>
          <p className="text-lg">
            26 quick cards about your business, then a 90-day plan sized to your hours and your budget.
          </p>
          <AskForLink />
          <p className="text-sm text-muted">
            Free. No password: you sign in with a link. A language model reads your answers and your plan to
            write it; it never sees your e-mail address, and your answers train no model.
          </p>
        </div>
        <SamplePlan />
      </div>
      <ul className="mt-12 grid gap-4 sm:grid-cols-3">
        {points.map(({ Icon, title, text }) => (
          <li key={title} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-5">
            <Icon aria-hidden className="size-6" />
            <h2 className="font-semibold">{title}</h2>
            <p className="text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </PublicPage>
  );
}
