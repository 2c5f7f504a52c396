import type { Metadata } from "next";
import Link from "next/link";
import { SectionHeading } from "../../components/ui/card.tsx";
import { PublicPage } from "../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Help" };

const answers = [
  {
    question: "The sign-in link does not arrive, or does not work",
    answer:
      "A link lasts 10 minutes and works once. Look into spam, then ask for another after a minute; the newest three work. You can open it on any device: it signs you in where you open it.",
  },
  {
    question: "I have less time than I thought",
    answer:
      "Change your hours in Settings, or re-plan from the plan's page. What is done, started, pinned or yours stays as it is, and nothing changes before you have seen the difference.",
  },
  {
    question: "I am offline",
    answer:
      "Cards, quick wins and the board go on working. What you change is kept on this device and sent, in its order, when you are back online. Your plan can be read. Signing out deletes what is kept here.",
  },
  {
    question: "A task makes no sense to me",
    answer:
      "Open it: under Why are the answers of yours that it rests on. Correct the answer, or say Not for me, and I leave it out of what comes.",
  },
  {
    question: "Using the keyboard",
    answer:
      "Everything works without a mouse. On the board, Move to does what dragging does. Alt and T lead to the newest message and its Undo. Each page begins with a link that skips to its content.",
  },
  {
    question: "Who reads my answers",
    answer:
      "A language model reads your answers and your plan to write it. It never sees your e-mail address, and your answers train no model.",
  },
];

export default function Help() {
  return (
    <PublicPage>
      <div className="flex max-w-2xl flex-col gap-6 pt-6">
        <h1 className="text-[26px] font-bold">Help</h1>
        {answers.map(({ question, answer }) => (
          <section key={question} className="flex flex-col gap-2">
            <SectionHeading>{question}</SectionHeading>
            <p>{answer}</p>
          </section>
        ))}
        <p>
          More about what is kept and for how long is in{" "}
          <Link className="text-link underline" href="/privacy">
            Privacy
          </Link>
          .
        </p>
      </div>
    </PublicPage>
  );
}
