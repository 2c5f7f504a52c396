"use client";
import type { Session } from "@alva/contracts/auth";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { dateAndTime } from "../components/dates.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { authClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { eventWords } from "./event-words.ts";

/** Where this person is signed in, and what happened to the account lately. */
export function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: () => authClient().listSessions() });
  const events = useQuery({ queryKey: keys.events, queryFn: () => authClient().listEvents({ limit: 20 }) });
  const end = useMutation({
    mutationFn: (which: { readonly id: string } | { readonly keepThis: boolean }) =>
      "id" in which ? authClient().endSession(which.id) : authClient().logoutAll(which),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.sessions }),
        queries.invalidateQueries({ queryKey: keys.events }),
      ]),
  });

  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <Card className="flex flex-col gap-3">
        <SectionHeading>Where you are signed in</SectionHeading>
        {sessions.isPending && <Skeleton className="h-24" />}
        {sessions.error && <LoadProblem error={sessions.error} retry={() => void sessions.refetch()} />}
        <ul className="flex flex-col divide-y divide-line">
          {sessions.data?.items.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center gap-3 py-2">
              <div className="min-w-0 flex-1">
                <p>{whence(session)}</p>
                <p className="text-sm text-muted">Last used {dateAndTime(session.last_used_at)}</p>
              </div>
              {session.current ? (
                <strong>This one</strong>
              ) : (
                <Button
                  kind="secondary"
                  aria-label={`End ${whence(session)}`}
                  busy={end.isPending && "id" in end.variables && end.variables.id === session.id}
                  onClick={() => end.mutate({ id: session.id })}
                >
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-3">
          <Button kind="secondary" onClick={() => end.mutate({ keepThis: true })}>
            Sign out everywhere else
          </Button>
          <Button kind="secondary" onClick={() => end.mutate({ keepThis: false })}>
            Sign out everywhere
          </Button>
        </div>
        <p className="text-sm text-muted">A session lasts 7 days from its last use, and 30 days at most.</p>
      </Card>
      <Card className="flex flex-col gap-3">
        <SectionHeading>What happened lately</SectionHeading>
        {events.error && <LoadProblem error={events.error} retry={() => void events.refetch()} />}
        <ul className="flex flex-col gap-1 text-sm">
          {events.data?.items.map((event) => (
            <li key={event.id}>
              {dateAndTime(event.at)}: {eventWords[event.kind]}.{" "}
              <span className="text-muted">{whence(event)}</span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function whence({ browser, device, place }: Pick<Session, "browser" | "device" | "place">): string {
  return [browser ?? "Unknown browser", device, place].filter((part) => part !== null).join(", ");
}
