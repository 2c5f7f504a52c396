import { X } from "lucide-react";
import { toast } from "sonner";
import { Button } from "./button.tsx";

interface Said {
  readonly sentence: string;
  /** Takes back what was done. With it the message stays until it is dismissed. */
  readonly undo?: () => void;
  readonly isProblem?: boolean;
}

/** A short message at the edge of the page. One with Undo, or about a problem, stays until it is dismissed. */
export function say({ sentence, undo, isProblem = false }: Said): void {
  toast.custom(
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
}
