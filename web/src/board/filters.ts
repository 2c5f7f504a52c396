"use client";
import { type Channel, channels } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { useSearchParams } from "next/navigation";

/** What the board shows; kept in the address, so that a filtered board can be kept and shared with oneself. */
export interface Filters {
  readonly text: string;
  readonly channel: Channel | "";
  readonly quickWins: boolean;
  readonly refused: boolean;
}

export function useFilters() {
  const query = useSearchParams();
  const channel = channels.find((one) => one === query.get("channel")) ?? "";
  const filters: Filters = {
    text: query.get("text") ?? "",
    channel,
    quickWins: query.get("quick") === "1",
    refused: query.get("refused") === "1",
  };
  function change(changed: Partial<Filters>): void {
    const next = { ...filters, ...changed };
    const parts = new URLSearchParams();
    if (next.text !== "") parts.set("text", next.text);
    if (next.channel !== "") parts.set("channel", next.channel);
    if (next.quickWins) parts.set("quick", "1");
    if (next.refused) parts.set("refused", "1");
    const search = parts.size === 0 ? "" : `?${parts.toString()}`;
    // Next's router follows the address; nothing is asked of a server.
    history.replaceState(null, "", `/board${search}`);
  }
  return { filters, change, isFiltered: query.size > 0 };
}

export function passes({ text, channel, quickWins }: Filters, task: Task): boolean {
  const words = `${task.title}\n${task.desc}\n${task.notes}`.toLowerCase();
  return (
    words.includes(text.toLowerCase()) &&
    (channel === "" || task.channel === channel) &&
    (!quickWins || task.quick_win)
  );
}
