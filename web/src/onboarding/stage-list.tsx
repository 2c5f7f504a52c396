import { Check, Circle, CircleAlert, CircleSlash, type LucideIcon, RotateCw, Square } from "lucide-react";
import { useUnhurried } from "../components/use-unhurried.ts";
import type { Look, Stage } from "./stages.ts";

const looks: Readonly<Record<Look, { readonly Icon: LucideIcon; readonly word: string }>> = {
  waiting: { Icon: Circle, word: "waiting" },
  working: { Icon: Circle, word: "working" },
  retrying: { Icon: RotateCw, word: "retrying" },
  done: { Icon: Check, word: "done" },
  template: { Icon: CircleAlert, word: "standard template" },
  not_needed: { Icon: CircleSlash, word: "not needed" },
  failed: { Icon: CircleAlert, word: "failed" },
  stopped: { Icon: Square, word: "stopped" },
};

/** The stages of a plan that is being made, as they change. */
export function StageList({ stages }: { readonly stages: readonly Stage[] }) {
  const said = useUnhurried(spoken(stages));
  return (
    <>
      <ol className="flex flex-col gap-3">
        {stages.map((stage) => (
          <Row key={stage.key} stage={stage} />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** What is at work or has just ended, in the words of the rows. */
function spoken(stages: readonly Stage[]): string {
  if (stages.at(-1)?.look === "done") return "Your plan is ready.";
  const atWork = stages.filter(({ look }) => look === "working" || look === "retrying");
  const told = atWork.length > 0 ? atWork : stages.filter(({ look }) => look === "done").slice(-1);
  return told.map(({ label, look, note }) => `${label}: ${note ?? looks[look].word}`).join(". ");
}

function Row({ stage: { label, look, note } }: { readonly stage: Stage }) {
  const { Icon, word } = looks[look];
  const isAtWork = look === "working" || look === "retrying";
  return (
    <li className="flex items-start gap-3">
      {look === "working" ? (
        <span
          aria-hidden
          className="m-1 size-4 animate-pulse rounded-full border border-[#1f1f1f] bg-primary motion-reduce:animate-none"
        />
      ) : (
        <Icon aria-hidden className={`size-6 shrink-0 ${look === "waiting" ? "text-muted" : ""}`} />
      )}
      <span>
        <span className={isAtWork ? "font-semibold" : ""}>{label}</span>
        <span className="sr-only">, {note === undefined ? word : ""}</span>
        {note !== undefined && <span className="block text-sm text-muted">{note}</span>}
      </span>
    </li>
  );
}
