"use client";
import { onboarding } from "@alva/contracts/onboarding-cards";
import type { OnboardingState } from "@alva/contracts/onboarding";
import Link from "next/link";
import type * as z from "zod";
import { useProfile } from "../../api/profile.ts";
import { LoadProblem } from "../../components/load-problem.tsx";
import { Loading } from "../../components/loading.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { useOnboarding } from "../../onboarding/use-card.ts";
import { CardAnswerRow } from "./card-answer-row.tsx";
import { ModelNote } from "./model-note.tsx";
import { Notes } from "./notes.tsx";
import { OrderValueForm } from "./order-value-form.tsx";
import { PendingAnswers } from "../../onboarding/pending-answers.tsx";
import { Versions } from "./versions.tsx";
import { ZoneForm } from "./zone-form.tsx";

/** All that the owner told about the business, section by section, each answer with a way to change it. */
export function ProfilePage() {
  const { data, error, refetch } = useOnboarding();
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading retry={() => void refetch()} />;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Unfinished state={data} />
      {data.finalized && <PendingAnswers count={data.cards.filter(({ pending }) => pending).length} />}
      {onboarding.sections.map(({ id, title }) => (
        <Card key={id} className="flex flex-col gap-2">
          <SectionHeading>{title}</SectionHeading>
          <ul className="divide-y divide-line">
            {onboarding.cards
              .filter(({ section }) => section === id)
              .map((card) => (
                <CardAnswerRow
                  key={card.id}
                  card={card}
                  answer={data.cards.find((one) => one.card === card.id)?.answer ?? {}}
                />
              ))}
          </ul>
        </Card>
      ))}
      {data.finalized && <OfProfile />}
      <ModelNote />
    </div>
  );
}

function Unfinished({ state }: { readonly state: z.infer<typeof OnboardingState> }) {
  const next = onboarding.cards.find(({ id }) => id === state.first_unanswered);
  if (state.finalized) return null;
  return (
    <Card className="flex flex-col items-start gap-3">
      <p>
        {state.answered} of {onboarding.totalCards} cards are answered. A plan can be made when they are done.
      </p>
      <Button asChild>
        <Link href={next?.route ?? "/onboarding/finish"}>
          {next ? `Go on at card ${next.number}` : "Check and make my plan"}
        </Link>
      </Button>
    </Card>
  );
}

/** What belongs to the profile and is asked by no card. */
function OfProfile() {
  const { data, error, refetch } = useProfile();
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading retry={() => void refetch()} />;
  return (
    <>
      <ZoneForm key={data.user_profile.timezone} zone={data.user_profile.timezone} />
      <OrderValueForm value={data.business_model.average_order_value} />
      <Notes notes={data.client_notes} />
      <Versions />
    </>
  );
}
