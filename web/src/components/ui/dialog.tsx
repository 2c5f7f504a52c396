"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** What takes the focus after it, if not what had it before. */
  readonly focusAfter?: () => HTMLElement | null;
  readonly children: ReactNode;
}

/**
 * A panel beside the page, a bottom sheet on phones; its title takes the focus, which goes back where it was at Esc or its
 * cross. The page behind is out of reach meanwhile, but messages with Undo are not. Radix's own modal dialog would put a style
 * sheet into the page, against its policy.
 */
export function Dialog({ title, onClose, focusAfter, children }: DialogProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [opener] = useState(() => document.activeElement);
  // It may show another thing without having been closed.
  useEffect(() => heading.current?.focus(), [title]);
  useEffect(holdPage, []);
  return (
    <Radix.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-30 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            heading.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const next = focusAfter?.() ?? opener;
            if (next instanceof HTMLElement) next.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-40 flex max-h-[90dvh] flex-col gap-4 overflow-y-auto overscroll-contain rounded-t-card border border-control-line bg-surface p-5 text-text shadow-card md:inset-y-0 md:right-0 md:left-auto md:max-h-none md:w-[28rem] md:rounded-none"
        >
          {/* Radix leads the key Tab round in a circle, past the messages; it needs no fence where the page is out of reach. */}
          <div className="contents" onKeyDown={(event) => event.key === "Tab" && event.stopPropagation()}>
            <div className="flex items-start gap-3">
              <Radix.Title
                ref={heading}
                tabIndex={-1}
                className="min-w-0 flex-1 text-[22px] font-bold break-words"
              >
                {title}
              </Radix.Title>
              <Radix.Close
                aria-label="Close"
                className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-soft"
              >
                <X aria-hidden className="size-6" />
              </Radix.Close>
            </div>
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** How many dialogs are open; the last to close lets go of the page. */
let open = 0;

/** Takes the page out of the reach of pointer, keyboard and screen reader. Returns what ends that. */
function holdPage(): () => void {
  open += 1;
  document.querySelector("#page")?.toggleAttribute("inert", true);
  return () => {
    open -= 1;
    document.querySelector("#page")?.toggleAttribute("inert", open > 0);
  };
}
