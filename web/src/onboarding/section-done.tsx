"use client";
import type { CardState } from "@alva/contracts/onboarding";
import { onboarding } from "@alva/contracts/onboarding-cards";
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { useKept } from "../offline/kept.ts";

interface SectionDoneProps {
  /** The section that ended where this stands. */
  readonly section: string;
  readonly cards: readonly CardState[];
}

/** One line that says a section is done; nothing while one of its cards has neither an answer nor was skipped. */
export function SectionDone({ section, cards }: SectionDoneProps) {
  const drafts = useKept((kept) => kept.drafts);
  // Only what comes into a page that is there already is read out.
  const [isThere, setIsThere] = useState(false);
  useEffect(() => setIsThere(true), []);
  const title = onboarding.sections.find(({ id }) => id === section)?.title;
  const isDone = onboarding.cards
    .filter((card) => card.section === section)
    .every(
      ({ id }) =>
        cards.some(({ card, state }) => card === id && state !== "unanswered") ||
        // Left without a connection.
        drafts.some(({ card, is_left }) => card === id && is_left),
    );
  return (
    <p role="status" className="flex items-center gap-1 text-sm font-semibold text-success empty:hidden">
      {isThere && isDone && (
        <>
          <Check aria-hidden className="size-4" />
          {title} done
        </>
      )}
    </p>
  );
}
