"use client";
import { useEffect, useState } from "react";

/** A value once it has not changed for a while, so that dragging a slider asks the server once. Compared as JSON. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  const written = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `written` stands for `value`, which is a new object with every drawing
  }, [written, milliseconds]);
  return settled;
}
