"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { dateAndTime } from "../components/dates.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";

/** The secret calendar address: make, copy, renew, turn off. */
export function Calendar() {
  const queries = useQueryClient();
  const feed = useQuery({ queryKey: keys.feed, queryFn: () => apiClient().getCalendarFeed() });
  const refresh = () => queries.invalidateQueries({ queryKey: keys.feed });
  const renew = useMutation({
    mutationFn: () => apiClient().renewCalendarFeed(),
    onSettled: refresh,
    onError: complain,
  });
  const turnOff = useMutation({
    mutationFn: () => apiClient().deleteCalendarFeed(),
    onSuccess: () => renew.reset(),
    onSettled: refresh,
    onError: complain,
  });
  const since = feed.data?.created_at ?? null;

  return (
    <Card className="flex max-w-2xl flex-col items-start gap-3">
      <SectionHeading>Calendar feed</SectionHeading>
      <p>One secret address that any calendar app can read. Tasks move in it when your plan moves.</p>
      {feed.isPending && <Skeleton className="h-11 w-full" />}
      {feed.error && <LoadProblem error={feed.error} retry={() => void feed.refetch()} />}
      {renew.data && (
        <Notice className="w-full">
          <p>Copy it now; it is shown this once. Whoever has it can read your tasks.</p>
          <p className="my-2 font-mono text-sm break-all">{renew.data.address}</p>
          <Button
            kind="secondary"
            onClick={() =>
              void navigator.clipboard.writeText(renew.data.address).then(() => say({ sentence: "Copied." }))
            }
          >
            Copy
          </Button>
        </Notice>
      )}
      {feed.data && (
        <>
          <p role="status">{since === null ? "It is off." : `On since ${dateAndTime(since)}.`}</p>
          <div className="flex flex-wrap gap-3">
            <Button
              kind={since === null ? "primary" : "secondary"}
              busy={renew.isPending}
              onClick={() => renew.mutate()}
            >
              {since === null ? "Make the address" : "Give it a new address"}
            </Button>
            {since !== null && (
              <Button kind="secondary" busy={turnOff.isPending} onClick={() => turnOff.mutate()}>
                Turn off
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  );
}

function complain(error: Error): void {
  say({ sentence: sentenceOf(error), isProblem: true });
}
