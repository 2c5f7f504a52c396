"use client";
import { cardOf, onboarding } from "@alva/contracts/onboarding-cards";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { Loading } from "../components/loading.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useKept } from "../offline/kept.ts";
import { sendDraft } from "../offline/send-drafts.ts";
import { malformedFields } from "./card-problems.ts";
import { SectionDone } from "./section-done.tsx";
import { useOnboarding } from "./use-card.ts";

/** After the last card: what is missing, or the plan. */
export function Finish() {
  const router = useRouter();
  const queries = useQueryClient();
  const isOnline = useOnline();
  const drafts = useKept((kept) => kept.drafts);
  const { data, error, refetch, isPending } = useOnboarding();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  // One intent, however often the button is pressed or the answer is lost.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  if (isPending) return <Loading retry={() => void refetch()} />;
  if (!data) return <LoadProblem error={error} retry={() => void refetch()} />;

  const missing = data.missing.map(({ card, path, message }) => ({
    key: path,
    card: onboarding.cards.find(({ id }) => id === card),
    message,
  }));
  // What was left half typed is on this device alone, and the server would not take it.
  const unfinished = drafts.flatMap(({ card, answer }) => {
    const [message] = Object.values(malformedFields(cardOf(card), answer));
    return message === undefined ? [] : [{ key: card, card: cardOf(card), message }];
  });
  const open = [...missing, ...unfinished];

  async function makePlan(): Promise<void> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      // What could not be saved on the way is sent first.
      for (const draft of drafts) {
        const sent = await sendDraft(queries, draft);
        if (sent.kind === "refused") throw sent.problem;
        if (sent.kind === "later") throw new TypeError("not reached");
      }
      await apiClient().finalizeOnboarding({ timezone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      await apiClient().generatePlan({}, { idempotencyKey });
      // There is a profile now, and a plan; what this device kept says neither.
      await queries.invalidateQueries();
      router.push("/onboarding/processing");
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setIsBusy(false);
      await refetch();
    }
  }

  return (
    <div className="flex max-w-xl flex-col items-start gap-5 pt-6">
      <div>
        {lastSection !== undefined && <SectionDone section={lastSection.id} cards={data.cards} />}
        <h1 className="text-[26px] font-bold">{open.length > 0 ? "Almost there" : "That's all I need"}</h1>
      </div>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {open.length > 0 ? (
        <>
          <p>These need another look before I can plan:</p>
          <ul className="flex flex-col gap-2">
            {open.map(({ key, card, message }) => (
              <li key={key}>
                <Link
                  className="inline-flex min-h-11 items-center text-link underline"
                  href={card?.route ?? "/onboarding/welcome"}
                >
                  {card?.title}
                </Link>{" "}
                {message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          I'll set the strategy, plan each channel, and fit it all to your week. That takes a minute or two.
        </p>
      )}
      {!isOnline && <p role="status">You're offline. I can make your plan once you are back online.</p>}
      <div className="flex flex-wrap gap-3">
        <Button busy={isBusy} disabled={!isOnline || open.length > 0} onClick={() => void makePlan()}>
          Make my plan
        </Button>
        <Button kind="secondary" asChild>
          <Link href="/onboarding/summary">Check what you understood</Link>
        </Button>
      </div>
    </div>
  );
}

const lastSection = onboarding.sections.at(-1);
