import { cardInWords } from "@alva/contracts/answer-words";
import type { CardAnswer } from "@alva/contracts/onboarding-answers";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";
import Link from "next/link";
import { editPath } from "../../onboarding/return-to.ts";

interface CardAnswerRowProps {
  readonly card: OnboardingCard;
  readonly answer: CardAnswer;
}

/** A card's question with its answer in words, and the way to change it. */
export function CardAnswerRow({ card, answer }: CardAnswerRowProps) {
  const said = cardInWords(card, answer);
  return (
    <li className="flex items-start gap-3 py-2">
      <div className="min-w-0 flex-1 py-2">
        <h3 className="text-sm text-muted">{card.title}</h3>
        {said.length === 0 && <p>Not answered</p>}
        {said.map(({ label, words }) => (
          <p key={label ?? ""} className="break-words whitespace-pre-line">
            {label !== null && said.length > 1 && (
              <span className="text-sm text-muted">{label.endsWith("?") ? label : `${label}:`} </span>
            )}
            {words}
          </p>
        ))}
      </div>
      <Link
        aria-label={`${said.length === 0 ? "Answer" : "Edit"}: ${card.title}`}
        className="inline-flex min-h-11 shrink-0 items-center text-link underline underline-offset-4"
        href={editPath(card.route, "profile")}
      >
        {said.length === 0 ? "Answer" : "Edit"}
      </Link>
    </li>
  );
}
