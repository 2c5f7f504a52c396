import type { CardInput } from "@alva/contracts/onboarding-cards";
import { useEffect, useRef, useState } from "react";

interface Unfolding {
  readonly inputs: readonly CardInput[];
  /** Called when the field that had the focus is gone. */
  readonly onFocusLost: () => void;
}

/** What came into view on a card since it was opened, in words for who does not see it unfold. */
export function useUnfolded({ inputs, onFocusLost }: Unfolding): string {
  const [words, setWords] = useState("");
  const before = useRef<readonly string[]>(undefined);
  useEffect(() => {
    const known = before.current;
    const now = inputs.map(({ key }) => key);
    before.current = now;
    if (known === undefined) return;
    const unfolded = inputs.filter(({ key }) => !known.includes(key));
    if (unfolded.length > 0) setWords(`New below: ${unfolded.map(({ label }) => label).join("; ")}`);
    const isFolded = known.some((key) => !now.includes(key));
    if (isFolded && document.activeElement === document.body) onFocusLost();
  }, [inputs, onFocusLost]);
  return words;
}
