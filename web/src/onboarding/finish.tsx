"use client";
import type { OnboardingState } from "@alva/contracts/onboarding";
import { onboarding } from "@alva/contracts/onboarding-cards";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { takeOverAnswers } from "../api/plans.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { useKept } from "../offline/kept.ts";
import { sendDraft } from "../offline/send-drafts.ts";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { useChosenZone } from "./chosen-zone.ts";
import { editPath } from "./return-to.ts";
import { SectionDone } from "./section-done.tsx";
import { useOnboarding } from "./use-card.ts";
import { useUnfinished } from "./use-unfinished.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/** After the last card: what is missing, or a last look before the plan is made (docs/decisions/0042). */
export function Finish() {
  const router = useRouter();
  const queries = useQueryClient();
  const isOnline = useOnline();
  const drafts = useKept((kept) => kept.drafts);
  const unfinished = useUnfinished();
  const { data, error, refetch } = useOnboarding();
  const { zone, chooseZone } = useChosenZone();
  // One intent, however often the button is pressed or the answer is lost.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const plan = useMutation({
    mutationFn: async ({ isInProfile }: { readonly isInProfile: boolean }) => {
      // What could not be saved on the way is sent first.
      for (const draft of drafts) {
        const sent = await sendDraft(queries, draft);
        if (sent.kind === "refused") throw sent.problem;
        if (sent.kind === "later") throw new TypeError("not reached");
      }
      // A profile keeps its time zone, wherever its owner is today.
      if (isInProfile) await takeOverAnswers(queries);
      else await apiClient().finalizeOnboarding({ timezone: zone });
      await apiClient().generatePlan({}, { idempotencyKey });
    },
    onSuccess: async () => {
      // There is a profile now, and a plan; what this device kept says neither.
      await queries.invalidateQueries();
      router.push("/onboarding/processing");
    },
    onError: () => refetch(),
  });
  const limit = useLimit(plan.error);
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading retry={() => void refetch()} />;
  const { finalized } = data;
  const missing = [...data.missing, ...unfinished];

  return (
    <div className="flex max-w-xl flex-col items-start gap-5 pt-6">
      <div>
        <SectionDone section="constraints_tools" cards={data.cards} />
        <h1 className="text-[26px] font-bold">{missing.length > 0 ? "Almost there" : "That's all I need"}</h1>
      </div>
      {plan.error && <Notice kind="problem">{sentenceOf(plan.error)}</Notice>}
      {missing.length > 0 ? (
        <Missing missing={missing} />
      ) : (
        <p>
          I'll set the strategy, plan each channel, and fit it all to your week. That takes a minute or two.
        </p>
      )}
      {!finalized && <ZoneChoice zone={zone} onChoose={chooseZone} />}
      {!isOnline && <p role="status">You're offline. I can make your plan once you are back online.</p>}
      <div className="flex flex-wrap gap-3">
        <Button
          busy={plan.isPending}
          disabled={!isOnline || missing.length > 0 || limit !== undefined}
          onClick={() => plan.mutate({ isInProfile: finalized })}
        >
          Make my plan
        </Button>
        <Button kind="secondary" asChild>
          <Link href="/onboarding/summary">Check what you understood</Link>
        </Button>
      </div>
      {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
    </div>
  );
}

/** The cards whose answers a plan cannot do without, each with the way there and back. */
function Missing({ missing }: Pick<OnboardingState, "missing">) {
  const cards = onboarding.cards.filter(({ id }) => missing.some(({ card }) => card === id));
  return (
    <>
      <p>A plan needs these as well:</p>
      <ul className="flex flex-col gap-2">
        {cards.map(({ id, title, route }) => (
          <li key={id}>
            <Link
              className="inline-flex min-h-11 items-center text-link underline"
              href={editPath(route, "finish")}
            >
              {title}
            </Link>{" "}
            {[...new Set(missing.filter(({ card }) => card === id).map(({ message }) => message))].join(" ")}
          </li>
        ))}
      </ul>
    </>
  );
}
