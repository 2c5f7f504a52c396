"use client";
import { useId, useState } from "react";
import { useChangeProfile } from "../../api/profile.ts";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { useOnline } from "../../components/ui/online.ts";

/** Where the owner's days begin and end: weekdays, due dates, the streak, and when mails come. */
export function ZoneForm({ zone }: { readonly zone: string }) {
  const id = useId();
  const isOnline = useOnline();
  const [chosen, setChosen] = useState(zone);
  const { mutate, isPending } = useChangeProfile();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const put = (timezone: string) =>
    mutate({
      change: (profile) => ({ ...profile, user_profile: { ...profile.user_profile, timezone } }),
      sentence: `Your days are now those of ${timezone}.`,
      undo: (profile) => ({ ...profile, user_profile: { ...profile.user_profile, timezone: zone } }),
    });
  return (
    <Card className="flex flex-col items-start gap-3">
      <SectionHeading>Time zone</SectionHeading>
      <p>Decides when a day of your plan ends and when mails come. Wins that you had stay on their day.</p>
      <div className="flex w-full max-w-md flex-col gap-1">
        <label htmlFor={id} className="text-sm font-semibold">
          Your time zone
        </label>
        <select
          id={id}
          className="h-11 w-full rounded-control border border-control-line bg-surface px-3"
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        >
          {zonesWith(zone, here).map((one) => (
            <option key={one} value={one}>
              {one.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button
          kind="secondary"
          busy={isPending}
          disabled={!isOnline || chosen === zone}
          onClick={() => put(chosen)}
        >
          Save the time zone
        </Button>
        {here !== chosen && (
          <Button kind="text" onClick={() => setChosen(here)}>
            Use this device's: {here.replaceAll("_", " ")}
          </Button>
        )}
      </div>
      {!isOnline && <p className="text-sm text-muted">You're offline. Changing it needs a connection.</p>}
    </Card>
  );
}

/** What the browser knows, and these, which it may know by another name. */
function zonesWith(...zones: readonly string[]): string[] {
  return [...new Set([...zones, ...Intl.supportedValuesOf("timeZone")])].toSorted();
}
