"use client";
import { CheckBox } from "../components/ui/check-box.tsx";
import { turnShortcuts, useShortcuts } from "./shortcuts.ts";

/** Which keys do what on the board, and the switch for those that are single letters. */
export function BoardKeys() {
  const isOn = useShortcuts();
  return (
    <details className="hidden rounded-card border border-line bg-surface md:block">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">Keys</summary>
      <div className="flex flex-col gap-2 px-4 pb-4">
        <p>
          Arrows move between cards, Enter opens one, M opens “Move to…”, Esc closes what is open and puts a
          dragged card back.
        </p>
        <CheckBox checked={isOn} onChange={turnShortcuts}>
          Use the key M
        </CheckBox>
      </div>
    </details>
  );
}
