import type { Message } from "./message.ts";

/** What a listed thing can be selected by, besides its message. */
interface Listed {
  readonly message: Message;
  /** Unix ms. */
  readonly time: number;
  readonly dlqId?: string;
  readonly state?: string;
  readonly responseStatus?: number;
}

/**
 * Whether a thing passes the filters of a query string. A filter that is given several times passes any of its values;
 * different filters must all pass. Without filters everything passes, as with the hosted service.
 */
export function matches(query: URLSearchParams, listed: Listed): boolean {
  const facts = listFacts(listed);
  const inTime =
    listed.time >= Number(query.get("fromDate") ?? 0) &&
    listed.time <= Number(query.get("toDate") ?? Infinity);
  return (
    inTime &&
    Object.entries(facts).every(([name, values]) => {
      const wanted = query.getAll(name);
      return wanted.length === 0 || wanted.some((value) => values.includes(value));
    })
  );
}

function listFacts({ message, dlqId, state, responseStatus }: Listed): Record<string, string[]> {
  const { hostname, host, pathname } = new URL(message.url);
  return {
    messageId: [message.id],
    messageIds: [message.id],
    dlqIds: listPresent(dlqId),
    url: [message.url],
    host: [hostname, host],
    path: [pathname],
    label: [...message.settings.labels],
    topicName: listPresent(message.topicName),
    scheduleId: listPresent(message.scheduleId),
    queueName: listPresent(message.settings.queueName),
    flowControlKey: listPresent(message.settings.flowControl?.key),
    callerIp: [message.callerIp],
    callerIP: [message.callerIp],
    responseStatus: listPresent(responseStatus),
    state: statesOf(state),
  };
}

function listPresent(value: string | number | undefined): string[] {
  return value === undefined ? [] : [String(value)];
}

/** The client's filter spells `CANCELED` and knows `IN_PROGRESS` for everything that is not an end. */
function statesOf(state: string | undefined): string[] {
  if (state === undefined) return [];
  if (state === "CANCELLED") return [state, "CANCELED"];
  return ["DELIVERED", "FAILED"].includes(state) ? [state] : [state, "IN_PROGRESS"];
}

const defaultCount = 100;
const largestCount = 1000;

/**
 * A page of things that are sorted newest first and numbered by `sequence`. The cursor is the number below which the
 * next page begins, absent on the last page.
 */
export function takePage<Item extends { readonly sequence: number }>(
  items: readonly Item[],
  query: URLSearchParams,
): { readonly items: readonly Item[]; readonly cursor: number | undefined } {
  const cursor = Number(query.get("cursor") || Infinity);
  const count = Math.min(largestCount, Number(query.get("count") || defaultCount));
  const rest = items.filter(({ sequence }) => sequence < cursor);
  const page = rest.slice(0, count);
  return { items: page, cursor: rest.length > page.length ? page.at(-1)?.sequence : undefined };
}
