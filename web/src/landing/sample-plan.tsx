import { Zap } from "lucide-react";
import { Card } from "../components/ui/card.tsx";

const week = [
  {
    day: "Mon",
    title: "Refresh your profile text and link",
    minutes: 20,
    quick: true,
    why: "You sell on Instagram, and the link there leads nowhere.",
  },
  {
    day: "Tue",
    title: "Write the first page of your autumn gift guide",
    minutes: 75,
    quick: false,
    why: "You said October to December is when most orders come.",
  },
  {
    day: "Wed",
    title: "Answer three comments with a question back",
    minutes: 15,
    quick: true,
    why: "Replies brought you custom orders last year.",
  },
  {
    day: "Thu",
    title: "Film the pouring of one candle, no face in it",
    minutes: 75,
    quick: false,
    why: "You enjoy short video and would rather not be seen.",
  },
  {
    day: "Fri",
    title: "Ask one happy customer for a photo",
    minutes: 20,
    quick: true,
    why: "Your goal this quarter is repeat orders.",
  },
];

/** A week as a candle maker with five hours might get it. */
export function SamplePlan() {
  return (
    <Card aria-labelledby="sample" className="p-0">
      <h2 id="sample" className="border-b border-line p-4 text-base font-semibold">
        A sample week: a candle maker with 5 hours
      </h2>
      <ol>
        {week.map(({ day, title, minutes, quick, why }) => (
          <li key={day} className="flex gap-3 border-b border-line p-4 last:border-0">
            <span className="w-9 shrink-0 font-semibold">{day}</span>
            <div className="min-w-0">
              <p className="font-semibold">{title}</p>
              <p className="text-sm text-muted">Why: {why}</p>
            </div>
            <span className="ml-auto flex shrink-0 items-start gap-1 text-sm">
              {quick && <Zap aria-label="Quick win" className="mt-0.5 size-4" />}
              {minutes} min
            </span>
          </li>
        ))}
      </ol>
      <p className="p-4 text-sm text-muted">
        3 h 25 of 5 h. The other minutes stay free for larger tasks of the week.
      </p>
    </Card>
  );
}
