"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { Button } from "../components/ui/button.tsx";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";

/** Offers a mail when the plan is ready, or says that there will be one. The setting is the same as under Notifications. */
export function ReadyMail() {
  const queries = useQueryClient();
  const { data: settings } = useQuery({
    queryKey: keys.notifications,
    queryFn: () => apiClient().getNotifications(),
  });
  const ask = useMutation({
    mutationFn: async () =>
      apiClient().putNotifications({ ...(await apiClient().getNotifications()), plan_ready: true }),
    onSuccess: (saved) => queries.setQueryData(keys.notifications, saved),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  if (settings === undefined) return null;
  if (settings.plan_ready)
    return <p role="status">I'll email you when it's ready. You can close this page.</p>;
  return (
    <Button kind="secondary" className="self-start" busy={ask.isPending} onClick={() => ask.mutate()}>
      Email me when it's ready
    </Button>
  );
}
