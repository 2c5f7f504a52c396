"use client";
import { onboarding } from "@alva/contracts/onboarding-cards";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { keys } from "../api/keys.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { apiClient } from "../session/clients.ts";
import { editPath } from "./return-to.ts";
import { SummaryPlan } from "./summary-plan.tsx";

/** What Alva understood, panel by panel, and what the hours and the budget can carry. */
export function Summary() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.summary,
    queryFn: () => apiClient().getOnboardingSummary(),
  });
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading retry={() => void refetch()} />;
  const { panels, preview } = data;
  return (
    <div className="flex flex-col gap-5 pt-6">
      <h1 className="text-[26px] font-bold">My read on your business</h1>
      {preview && (
        <Card className="bg-info-soft">
          <p>
            What your hours buy in 13 weeks: {preview.quick_wins} quick wins and about {preview.larger_tasks}{" "}
            larger tasks
            {preview.in_parts && ", in parts"}.
          </p>
          {preview.ads && (
            <p>
              Ads: {preview.ads.included ? "in" : "not yet"} ({preview.ads.reason}).
            </p>
          )}
        </Card>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        {panels.map(({ title, card, items }) => (
          <Card key={title} className="flex flex-col gap-3">
            <div className="flex items-center gap-2">
              <SectionHeading className="flex-1">{title}</SectionHeading>
              <Link
                aria-label={`Edit ${title}`}
                className="inline-flex min-h-11 items-center text-link underline"
                href={routeOf(card)}
              >
                Edit
              </Link>
            </div>
            <dl className="flex flex-col gap-2">
              {items.map(({ label, answer, card: from }) => (
                <div key={label}>
                  <dt className="text-sm text-muted">{label}</dt>
                  <dd className="break-words whitespace-pre-line">
                    {answer ?? (
                      <>
                        Not answered.{" "}
                        <Link
                          aria-label={`Add ${label}`}
                          className="text-link underline"
                          href={routeOf(from)}
                        >
                          Add
                        </Link>
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        ))}
      </div>
      <SummaryPlan />
      <Link
        className="inline-flex min-h-11 items-center self-start text-link underline"
        href={onboarding.cards[0]?.route ?? "/onboarding/welcome"}
      >
        Change my answers
      </Link>
    </div>
  );
}

function routeOf(id: string): string {
  return editPath(onboarding.cards.find((card) => card.id === id)?.route ?? "/onboarding/welcome", "summary");
}
