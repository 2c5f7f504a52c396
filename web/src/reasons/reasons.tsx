"use client";
import type { Because } from "@alva/contracts/master-plan";
import { useId, useState } from "react";
import { AnswerBehind } from "./answer-behind.tsx";

interface ReasonsProps {
  /** The plan whose profile the reasons cite. */
  readonly planId: string;
  readonly because: readonly Because[];
}

/** Why something is in the plan; behind each reason are the owner's own answer and what else rests on it. */
export function Reasons({ planId, because }: ReasonsProps) {
  return (
    <ul className="flex flex-col gap-2">
      {because.map((reason) => (
        <li key={reason.path + reason.note}>
          <Reason planId={planId} {...reason} />
        </li>
      ))}
    </ul>
  );
}

function Reason({ planId, path, note }: Because & { readonly planId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className="flex flex-col items-start">
        <p>{note}</p>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          className="min-h-11 text-link underline underline-offset-4"
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "Hide your answer" : "See your answer"}
          <span className="sr-only">: {note}</span>
        </button>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && <AnswerBehind planId={planId} path={path} />}
      </div>
    </>
  );
}
