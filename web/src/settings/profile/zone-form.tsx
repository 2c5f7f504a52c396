"use client";
import { useState } from "react";
import { useChangeProfile } from "../../api/profile.ts";
import { Button } from "../../components/ui/button.tsx";
import { Card, SectionHeading } from "../../components/ui/card.tsx";
import { useOnline } from "../../components/ui/online.ts";
import { ZoneSelect } from "../../components/zone-select.tsx";

/** Where the owner's days begin and end: weekdays, due dates, the streak, and when mails come. */
export function ZoneForm({ zone }: { readonly zone: string }) {
  const isOnline = useOnline();
  const [chosen, setChosen] = useState(zone);
  const { mutate, isPending } = useChangeProfile();
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
      <ZoneSelect zone={zone} chosen={chosen} onChoose={setChosen} />
      <Button
        kind="secondary"
        busy={isPending}
        disabled={!isOnline || chosen === zone}
        onClick={() => put(chosen)}
      >
        Save the time zone
      </Button>
      {!isOnline && <p className="text-sm text-muted">You're offline. Changing it needs a connection.</p>}
    </Card>
  );
}
