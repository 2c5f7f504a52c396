import { useRef } from "react";

/** One operation for all tries of one intent, until one of them is answered; another intent is another operation. */
export function useOneOperation() {
  const tried = useRef({ intent: "", operation_id: "", at: "" });
  return {
    /** The operation of what is wanted, which is told apart by its content. */
    of(intent: unknown) {
      const text = JSON.stringify(intent);
      if (tried.current.intent !== text) {
        tried.current = { intent: text, operation_id: crypto.randomUUID(), at: new Date().toISOString() };
      }
      const { operation_id, at } = tried.current;
      return { operation_id, at };
    },
    end(): void {
      tried.current.intent = "";
    },
  };
}
