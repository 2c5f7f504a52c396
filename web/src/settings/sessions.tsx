"use client";
import type { Session } from "@alva/contracts/auth";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { Moment } from "../components/moment.tsx";
import { Loaded } from "../components/loaded.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { authClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { eventWords } from "./event-words.ts";

/** Where this person is signed in, and what happened to the account lately. */
export function Sessions() {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: () => authClient().listSessions() });
  const end = useMutation({
    mutationFn: (which: { readonly id: string } | { readonly keepThis: true }) =>
      "id" in which ? authClient().endSession(which.id) : authClient().logoutAll(which),
    onSuccess: (_nothing, which) =>
      say({ sentence: "id" in which ? "That session is over." : "All other sessions are over." }),
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
        <Loaded query={sessions} outline={<Skeleton className="h-24" />}>
          {({ items }) => (
            <ul className="flex flex-col divide-y divide-line">
              {items.map((session) => (
                <li key={session.id} className="flex flex-wrap items-center gap-3 py-2">
                  <div className="min-w-0 flex-[1_1_12rem]">
                    <p>{whence(session)}</p>
                    <p className="text-sm text-muted">
                      Last used <Moment at={session.last_used_at} />, signed in{" "}
                      <Moment at={session.created_at} />
                    </p>
                  </div>
                  {session.current ? (
                    <>
                      <strong>This one</strong>
                      <SignOutHere isOnline={isOnline} />
                    </>
                  ) : (
                    <Button
                      kind="secondary"
                      aria-label={`End ${whence(session)}`}
                      disabled={!isOnline}
                      busy={end.isPending && "id" in end.variables && end.variables.id === session.id}
                      onClick={() => end.mutate({ id: session.id })}
                    >
                      End
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <div className="flex flex-wrap gap-3">
          {sessions.data && sessions.data.items.length > 1 && (
            <Button
              kind="secondary"
              busy={end.isPending && "keepThis" in end.variables}
              disabled={!isOnline}
              onClick={() => end.mutate({ keepThis: true })}
            >
              Sign out everywhere else
            </Button>
          )}
          <SignOutEverywhere isOnline={isOnline} />
        </div>
        {!isOnline && (
          <p className="text-sm text-muted">You're offline. Sessions can be ended when you are back.</p>
        )}
        <p className="text-sm text-muted">A session lasts 7 days from its last use, and 30 days at most.</p>
      </Card>
      <Happenings />
    </div>
  );
}

function SignOutHere({ isOnline }: { readonly isOnline: boolean }) {
  const end = useMutation({
    // Every tab is told, and the page of the sign-in follows by itself.
    mutationFn: () => authClient().logout(),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  return (
    <Button
      kind="secondary"
      aria-label="End this session, which signs you out here"
      busy={end.isPending}
      disabled={!isOnline}
      onClick={() => end.mutate()}
    >
      End
    </Button>
  );
}

function SignOutEverywhere({ isOnline }: { readonly isOnline: boolean }) {
  const end = useMutation({
    // Ends this session too; the page of the sign-in follows by itself.
    mutationFn: () => authClient().logoutAll({ keepThis: false }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  return (
    <Button kind="secondary" busy={end.isPending} disabled={!isOnline} onClick={() => end.mutate()}>
      Sign out everywhere, here too
    </Button>
  );
}

const eventsAtOnce = 20;

function Happenings() {
  const events = useInfiniteQuery({
    queryKey: keys.events,
    initialPageParam: undefined,
    queryFn: ({ pageParam: cursor }: { readonly pageParam: string | undefined }) =>
      authClient().listEvents({ limit: eventsAtOnce, ...(cursor === undefined ? {} : { cursor }) }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>What happened lately</SectionHeading>
      <Loaded query={events} outline={<Skeleton className="h-24" />}>
        {({ pages }) => (
          <ul className="flex flex-col gap-1 text-sm">
            {pages
              .flatMap(({ items }) => items)
              .map((event) => (
                <li key={event.id}>
                  <Moment at={event.at} />: {eventWords[event.kind]}.{" "}
                  <span className="text-muted">{whence(event)}</span>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <ShowMore query={events}>Show earlier ones</ShowMore>
    </Card>
  );
}

function whence({ browser, device, place }: Pick<Session, "browser" | "device" | "place">): string {
  return [browser ?? "Unknown browser", device, place].filter((part) => part !== null).join(", ");
}
