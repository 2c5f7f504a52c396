"use client";
import type { NotificationSettings } from "@alva/contracts/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { keys } from "../api/keys.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";

/** Which optional mails the owner wants. Each choice is saved as it is made. */
export function Notifications() {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const { data, error, refetch } = useQuery({
    queryKey: keys.notifications,
    queryFn: () => apiClient().getNotifications(),
  });
  const save = useMutation({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: "notifications" },
    mutationFn: (settings: NotificationSettings) => apiClient().putNotifications(settings),
    onMutate: (settings) => queries.setQueryData(keys.notifications, settings),
    onError: (failure) => say({ sentence: sentenceOf(failure), isProblem: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.notifications }),
  });
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading retry={() => void refetch()} />;

  function choose(key: keyof NotificationSettings, isOn: boolean, before: NotificationSettings): void {
    save.mutate(
      { ...before, [key]: isOn },
      {
        onSuccess: (saved) =>
          say({
            sentence: `${mails[key].name}: ${isOn ? "on" : "off"}.`,
            undo: () =>
              save.mutate({
                ...(queries.getQueryData<NotificationSettings>(keys.notifications) ?? saved),
                [key]: !isOn,
              }),
          }),
      },
    );
  }

  return (
    <Card className="flex max-w-2xl flex-col gap-3">
      <SectionHeading>Mails you want</SectionHeading>
      <p>
        Sign-in links, and what concerns your account, always come. Each of these can also be ended by one tap
        in the mail itself.
      </p>
      <ul className="flex flex-col divide-y divide-line">
        {order.map((key) => (
          <li key={key}>
            <Toggle
              {...mails[key]}
              isOn={data[key]}
              disabled={!isOnline}
              onChange={(isOn) => choose(key, isOn, data)}
            />
          </li>
        ))}
      </ul>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. Choices can be saved when you are back.</p>
      )}
    </Card>
  );
}

const order = ["daily_quick_win", "weekly_pulse", "plan_ready", "resume_onboarding"] as const;

const mails: Readonly<Record<keyof NotificationSettings, { readonly name: string; readonly about: string }>> =
  {
    daily_quick_win: {
      name: "Daily quick win",
      about: "At 8 in the morning of weekdays on which one is due.",
    },
    weekly_pulse: {
      name: "Weekly pulse",
      about: "Mondays at 8: what was done, your streak, and this week.",
    },
    plan_ready: { name: "Plan ready", about: "When a plan that you asked for is made." },
    resume_onboarding: {
      name: "Unfinished cards",
      about: "Once, two hours after you left the cards before the last one.",
    },
  };

interface ToggleProps {
  readonly name: string;
  readonly about: string;
  readonly isOn: boolean;
  readonly disabled: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Toggle({ name, about, isOn, disabled, onChange }: ToggleProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-3 has-disabled:cursor-not-allowed has-disabled:opacity-60">
      <input
        type="checkbox"
        role="switch"
        className="mt-0.5 size-6 shrink-0 accent-[#1f1f1f]"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-about`}
        checked={isOn}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        <span id={`${id}-name`} className="font-semibold">
          {name}
        </span>
        <span id={`${id}-about`} className="block text-sm text-muted">
          {about}
        </span>
      </span>
    </label>
  );
}
