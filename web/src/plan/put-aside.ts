import { useState } from "react";
import * as z from "zod";

const key = "alva.aside";
const limit = 30;

/** What the owner does not want to be asked about again on this device: plans, and changes since a plan. */
export function usePutAside() {
  const [putAside, setPutAside] = useState(read);
  return {
    putAside,
    putAsideToo: (what: string) => {
      const all = new Set([...[...putAside].slice(1 - limit), what]);
      localStorage.setItem(key, JSON.stringify([...all]));
      setPutAside(all);
    },
  };
}

/** Leaves nothing of it on a device where nobody is signed in. */
export function forgetPutAside(): void {
  localStorage.removeItem(key);
}

function read(): ReadonlySet<string> {
  try {
    return new Set(z.array(z.string()).parse(JSON.parse(localStorage.getItem(key) ?? "[]")));
  } catch {
    return new Set();
  }
}
