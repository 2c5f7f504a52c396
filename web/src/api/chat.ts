import type { ApiClient } from "@alva/api-client/api-client";
import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

export type ChatPage = Awaited<ReturnType<ApiClient["listChat"]>>;

const pageSize = 20;
const askAgainMilliseconds = 2000;

/** A page of the conversation, newest first: the newest, or what is before a cursor. */
export const loadChat = (cursor?: string): Promise<ChatPage> =>
  apiClient().listChat({ limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });

/** Whether an answer is being written that this page does not follow: another tab's, or one begun before a visit elsewhere. */
export const isAnsweredElsewhere = ({ items: [newest] }: ChatPage): boolean =>
  newest?.metadata.state === "answering";

/**
 * The newest page, as it is when the desk is opened: from then on the conversation itself knows better. Asked again only while
 * an answer is written elsewhere.
 */
export function useNewestChat() {
  return useQuery({
    queryKey: keys.chat,
    queryFn: () => loadChat(),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isAnsweredElsewhere(data) ? askAgainMilliseconds : false,
  });
}
