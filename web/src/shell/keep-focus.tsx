"use client";
import { useEffect } from "react";

/** Long enough for what moves the focus on purpose, which knows a better place. */
const patienceMilliseconds = 100;

/**
 * Keeps the focus near where it was when what had it is taken away: a button goes when what it was pressed for is done, and whoever
 * hears the page would be back at its beginning. The nearest heading takes the focus then, also one that comes a little later.
 */
export function KeepFocus() {
  useEffect(keepFocus, []);
  return null;
}

function keepFocus(): () => void {
  let path: readonly Element[] = [];
  /** What has the focus now: `path` leads to it, unless it is in a message, which lies beside the page. */
  let focused: Element | undefined;
  let address = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onFocus = ({ target }: FocusEvent) => {
    focused = target instanceof Element ? target : undefined;
    if (focused?.closest("[data-sonner-toaster]") == null) path = focused ? outwardsFrom(focused) : [];
    address = location.pathname;
  };
  // Another page says its title by itself.
  const isLost = () =>
    focused?.isConnected === false &&
    document.activeElement === document.body &&
    address === location.pathname;
  const bringBack = () => {
    timer = undefined;
    if (isLost()) placeNear(path)?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    if (timer === undefined && isLost()) timer = setTimeout(bringBack, patienceMilliseconds);
  });

  // Before what keeps it from going on.
  document.addEventListener("focusin", onFocus, { capture: true });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", onFocus, { capture: true });
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** An element and all that it stands in, below the body. */
function outwardsFrom(element: Element): Element[] {
  const around = element.parentElement;
  return [element, ...(around === null || around === document.body ? [] : outwardsFrom(around))];
}

/** What had the focus before a message did, or the first heading of the smallest place that is still there and has one. */
function placeNear(path: readonly Element[]): HTMLElement | undefined {
  const [before] = path;
  if (before instanceof HTMLElement && before.isConnected) return before;
  for (const place of path) {
    const heading = place.isConnected ? place.querySelector<HTMLElement>("h1, h2, h3, h4") : null;
    if (heading === null) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return undefined;
}
