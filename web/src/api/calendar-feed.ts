import type { CalendarFeed, CalendarFeedName, CalendarFeedOptions } from "@alva/contracts/calendar";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** One of the calendar feeds, and what can be done with it. A new address is answered once and lives in `renew` alone. */
export function useCalendarFeed(feed: CalendarFeedName) {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: keys.feed(feed), queryFn: () => apiClient().getCalendarFeed({ feed }) });
  const settle = {
    onError: (error: Error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.feed(feed) }),
  };
  const renew = useMutation({
    mutationFn: (options: CalendarFeedOptions) => apiClient().renewCalendarFeed({ feed, ...options }),
    ...settle,
  });
  const change = useMutation({
    mutationFn: (options: CalendarFeedOptions) => apiClient().changeCalendarFeed({ feed, ...options }),
    // Shown as it was chosen at once; what the server has is read again afterwards.
    onMutate: (options) =>
      queries.setQueryData<CalendarFeed>(
        keys.feed(feed),
        (now) =>
          now && {
            ...now,
            private: options.private ?? now.private,
            quick_wins: options.quick_wins ?? now.quick_wins,
          },
      ),
    ...settle,
  });
  const turnOff = useMutation({
    mutationFn: () => apiClient().deleteCalendarFeed({ feed }),
    onSuccess: () => renew.reset(),
    ...settle,
  });
  return { query, renew, change, turnOff };
}
