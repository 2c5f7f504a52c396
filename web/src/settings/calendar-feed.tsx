"use client";
import type { CalendarFeed as Feed, CalendarFeedName, CalendarFeedOptions } from "@alva/contracts/calendar";
import { useCalendarFeed } from "../api/calendar-feed.ts";
import { Moment } from "../components/moment.tsx";
import { Loaded } from "../components/loaded.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { CheckBox } from "../components/ui/check-box.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { CalendarAddress } from "./calendar-address.tsx";

interface CalendarFeedProps {
  readonly feed: CalendarFeedName;
  readonly title: string;
  readonly about: string;
}

/** A calendar feed: made, given a new address, turned off, and what is in it. */
export function CalendarFeed({ feed, title, about }: CalendarFeedProps) {
  const isOnline = useOnline();
  const { query, renew, change, turnOff } = useCalendarFeed(feed);
  const since = query.data?.created_at ?? null;

  function choose(options: CalendarFeedOptions, before: CalendarFeedOptions): void {
    change.mutate(options, {
      onSuccess: () => say({ sentence: "The feed is changed.", undo: () => change.mutate(before) }),
    });
  }

  return (
    <Card aria-label={title} className="flex flex-col items-start gap-3">
      <SectionHeading>{title}</SectionHeading>
      <p>{about}</p>
      {renew.data && <CalendarAddress address={renew.data.address} />}
      <Loaded query={query} outline={<Skeleton className="h-11" />}>
        {(data) => (
          <>
            <p role="status">
              {since === null ? (
                "It is off."
              ) : (
                <>
                  On since <Moment at={since} />.
                </>
              )}
            </p>
            {since !== null && (
              <Options feed={feed} now={data} isBusy={change.isPending || !isOnline} onChange={choose} />
            )}
            <div className="flex flex-wrap gap-3">
              <Button
                kind={since === null && feed === "tasks" ? "primary" : "secondary"}
                busy={renew.isPending}
                disabled={!isOnline}
                onClick={() =>
                  renew.mutate(since === null ? {} : { private: data.private, quick_wins: data.quick_wins })
                }
              >
                {since === null ? "Make the address" : "Give it a new address"}
              </Button>
              {since !== null && (
                <Button
                  kind="secondary"
                  busy={turnOff.isPending}
                  disabled={!isOnline}
                  onClick={() => turnOff.mutate()}
                >
                  Turn off
                </Button>
              )}
            </div>
            {since !== null && (
              <p className="text-sm text-muted">
                A new address, or turning it off, ends the old one at once in every app that reads it.
              </p>
            )}
            {!isOnline && (
              <p className="text-sm text-muted">
                You're offline. The feed itself goes on; changing it needs a connection.
              </p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

interface OptionsProps {
  readonly feed: CalendarFeedName;
  readonly now: Feed;
  readonly isBusy: boolean;
  readonly onChange: (options: CalendarFeedOptions, before: CalendarFeedOptions) => void;
}

function Options({ feed, now, isBusy, onChange }: OptionsProps) {
  return (
    <fieldset className="flex flex-col" disabled={isBusy}>
      <legend className="sr-only">What is in the feed</legend>
      <CheckBox
        checked={now.private}
        onChange={(isPrivate) => onChange({ private: isPrivate }, { private: now.private })}
      >
        Private: titles and links alone, no other text
      </CheckBox>
      {feed === "tasks" && (
        <CheckBox
          checked={now.quick_wins !== "exclude"}
          onChange={(isIn) =>
            onChange({ quick_wins: isIn ? "include" : "exclude" }, { quick_wins: now.quick_wins })
          }
        >
          Quick wins too
        </CheckBox>
      )}
    </fieldset>
  );
}
