import Link from "next/link";
import { SectionHeading } from "../components/ui/card.tsx";

const facts = [
  ["What it reads", "Your answers and your plan, to write the plan and its drafts."],
  ["What it never sees", "Your e-mail address, your sessions and the files you upload."],
  [
    "What becomes of it",
    "Your answers train no model. Its texts are drafts, for you to judge and to publish.",
  ],
];

/** What a language model gets to see (product specification, section 11). */
export function ModelStatement() {
  return (
    <section aria-labelledby="model" className="mt-14 flex flex-col gap-5">
      <SectionHeading id="model">
        A language model writes the plan. Code keeps it within your week.
      </SectionHeading>
      <dl className="grid gap-5 sm:grid-cols-3">
        {facts.map(([what, sentence]) => (
          <div key={what} className="rounded-card border border-line bg-surface p-5">
            <dt className="font-semibold">{what}</dt>
            <dd className="mt-1 text-muted">{sentence}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        Everything else that Alva keeps, and why, is on the{" "}
        <Link href="/privacy" className="text-link underline underline-offset-4">
          privacy page
        </Link>
        .
      </p>
    </section>
  );
}
