"use client";
import { Copy } from "lucide-react";
import { Button } from "./ui/button.tsx";
import { say } from "./ui/toast.tsx";

/** Copies a text; `what` names it for who cannot see what it stands beside. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <Button kind="secondary" aria-label={`Copy ${what}`} onClick={() => void copy(text)}>
      <Copy aria-hidden className="size-4" />
      Copy
    </Button>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say({ sentence: "Copied." });
  } catch {
    // Browsers refuse where the page is not in front, or the clipboard is not allowed.
    say({
      sentence: "Your browser did not let me copy it. Select the text and copy it yourself.",
      isProblem: true,
    });
  }
}
