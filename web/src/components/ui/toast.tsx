import { X } from "lucide-react";
import { Button } from "./button.tsx";

interface Said {
  readonly sentence: string;
  /** Takes back what was done. With it the message stays until it is dismissed. */
  readonly undo?: () => void;
  readonly isProblem?: boolean;
}

/**
 * A short message at the edge of the page. One with Undo, or about a problem, stays until it is dismissed. Gives what takes
 * it away.
 */
export function say(said: Said): () => void {
  const shown = show(said);
  return () => void shown.then((dismiss) => dismiss());
}

/** The library comes with the place where messages appear, after the page itself. */
async function show({ sentence, undo, isProblem = false }: Said): Promise<() => void> {
  const { toast } = await import("sonner");
  const shown = toast.custom(
    (id) => (
      <div
        role={isProblem ? "alert" : "status"}
        className="flex w-[min(22rem,90vw)] font-sans items-center gap-2 rounded-card border border-control-line bg-surface p-3 text-text shadow-card"
      >
        <p className="flex-1 text-sm">{sentence}</p>
        {undo && (
          <Button
            kind="text"
            onClick={() => {
              undo();
              toast.dismiss(id);
            }}
          >
            Undo
          </Button>
        )}
        <button
          type="button"
          aria-label="Dismiss"
          className="grid size-11 place-items-center"
          onClick={() => toast.dismiss(id)}
        >
          <X aria-hidden className="size-5" />
        </button>
      </div>
    ),
    { duration: undo || isProblem ? Number.POSITIVE_INFINITY : 4000 },
  );
  return () => void toast.dismiss(shown);
}
