import type { Dashboard } from "@alva/contracts/dashboard";
import Link from "next/link";
import { Button } from "../components/ui/button.tsx";
import { Card } from "../components/ui/card.tsx";

/** After the last week: what came of the plan, and the way to the next. */
export function WindowEnded({ counts }: Pick<Dashboard, "counts">) {
  const open = counts.planned + counts.in_progress;
  return (
    <Card className="bg-info-soft">
      <p className="font-semibold">Your 13 weeks are over.</p>
      <p>
        You finished {counts.done} of {counts.done + open + counts.parked} tasks; {open} are open and{" "}
        {counts.parked} parked. The next plan starts from your answers as they are now.
      </p>
      <Button className="mt-3" asChild>
        <Link href="/plan/new">Plan the next 90 days</Link>
      </Button>
    </Card>
  );
}
