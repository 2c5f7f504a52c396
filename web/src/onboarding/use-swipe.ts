import { type TouchEvent, useRef } from "react";

const shortestPixels = 64;
/** Where a finger that moves sideways means something else. */
const taken = "input, textarea, select, [role=slider], [data-keeps-swipes]";

interface Swipes {
  readonly onLeft: () => void;
  readonly onRight: () => void;
}

/** Tells a swipe of one finger from a scroll, a pinch, and the dragging of a slider. An extra: nothing is done by it alone. */
export function useSwipe({ onLeft, onRight }: Swipes) {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined);
  return {
    onTouchStart({ target, touches }: TouchEvent) {
      const touch = touches[0];
      const isTaken = target instanceof Element && target.closest(taken) !== null;
      start.current =
        touch === undefined || touches.length > 1 || isTaken
          ? undefined
          : { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const touch = changedTouches[0];
      if (start.current === undefined || touch === undefined) return;
      const [right, down] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
      start.current = undefined;
      if (Math.abs(right) < shortestPixels || Math.abs(right) < 2 * Math.abs(down)) return;
      if (right < 0) onLeft();
      else onRight();
    },
  };
}
