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
  let address = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onFocus = ({ target }: FocusEvent) => {
    path = target instanceof Element ? outwardsFrom(target) : [];
    address = location.pathname;
  };
  // Another page says its title by itself.
  const isLost = () =>
    path[0]?.isConnected === false &&
    document.activeElement === document.body &&
    address === location.pathname;
  const bringBack = () => {
    timer = undefined;
    if (isLost()) headingNear(path)?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    if (timer === undefined && isLost()) timer = setTimeout(bringBack, patienceMilliseconds);
  });

  document.addEventListener("focusin", onFocus);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", onFocus);
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** An element and all that it stands in, below the body. */
function outwardsFrom(element: Element): Element[] {
  const around = element.parentElement;
  return [element, ...(around === null || around === document.body ? [] : outwardsFrom(around))];
}

/** The first heading of the smallest place that is still there and has one. */
function headingNear(path: readonly Element[]): HTMLElement | undefined {
  for (const place of path) {
    const heading = place.isConnected ? place.querySelector<HTMLElement>("h1, h2, h3, h4") : null;
    if (heading === null) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return undefined;
}
