"use client";
import { useSyncExternalStore } from "react";

const key = "alva-board-shortcuts";
const changed = "alva-board-shortcuts-changed";

/** Whether single keys do something on the board (WCAG 2.1.4); kept on this device, and on until it is turned off. */
export function useShortcuts(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) !== "off",
    () => true,
  );
}

/** Turns single keys on or off. */
export function turnShortcuts(isOn: boolean): void {
  localStorage.setItem(key, isOn ? "on" : "off");
  window.dispatchEvent(new Event(changed));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener("storage", onChange);
  };
}
