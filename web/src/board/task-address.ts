import type { MouseEvent } from "react";

/** Opens a task's panel over the board as it is filtered. Next's router follows; nothing is asked of a server. */
export function openTask(id: string): void {
  history.pushState(null, "", `/board/${id}${location.search}`);
}

/** Closes the panel; the board stays as it is filtered. */
export function closeTask(): void {
  history.pushState(null, "", `/board${location.search}`);
}

/** Whether a press of a link asks for another tab or window, which is the browser's to open. */
export const isForBrowser = ({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || altKey;
