import Link from "next/link";
import { Card, SectionHeading } from "../../components/ui/card.tsx";

/** What the language model is given, and what it never is (product specification, section 11). */
export function ModelNote() {
  return (
    <Card className="flex flex-col gap-3 bg-info-soft">
      <SectionHeading>What the language model reads</SectionHeading>
      <p>
        Your answers, your notes and your plan, so that it can write the next one, and what you ask at the
        desk. It never gets your e-mail address, your sessions or your files. Links are passed on as text;
        nobody visits them.
      </p>
      <p>
        Your answers train no model. What it writes is a draft, and nothing is published for you.{" "}
        <Link className="text-link underline" href="/privacy">
          Privacy
        </Link>
      </p>
    </Card>
  );
}
