"use client";
import { type ReactNode, useEffect, useRef } from "react";

/** A page's title, which takes the focus when the page opens, so that it is read out and the keyboard starts there. */
export function PageTitle({ children }: { readonly children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={title} tabIndex={-1} className="text-[26px] font-bold outline-none">
      {children}
    </h1>
  );
}
