"use client";
import { useSyncExternalStore } from "react";

/** What the app looks like: as the system does, or always light, or always dark. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "alva.theme";
const changed = "alva-theme";

/**
 * Runs in the page's head before anything is drawn, so that no page flashes in the other theme, and again when another tab has
 * chosen.
 */
export const themeScript = `(()=>{const show=()=>{try{const t=localStorage.getItem("${key}"),{dataset:d}=document.documentElement;if(t==="light"||t==="dark")d.theme=t;else delete d.theme}catch{}};show();addEventListener("storage",show)})()`;

/** Shows a theme at once, in every tab, and keeps it on this device. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(key);
  else localStorage.setItem(key, theme);
  show();
  window.dispatchEvent(new Event(changed));
}

/** The theme that was chosen on this device. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, readTheme, () => "system");
}

function readTheme(): Theme {
  const stored = localStorage.getItem(key);
  return themes.find((theme) => theme === stored) ?? "system";
}

function show(): void {
  const theme = readTheme();
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function subscribe(tell: () => void): () => void {
  window.addEventListener("storage", tell);
  window.addEventListener(changed, tell);
  return () => {
    window.removeEventListener("storage", tell);
    window.removeEventListener(changed, tell);
  };
}
