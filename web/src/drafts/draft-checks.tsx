import type { DraftCheck } from "@alva/contracts/draft";
import { Check, CircleAlert, CircleHelp } from "lucide-react";
import { ruleNames } from "./rule-names.ts";

interface DraftChecksProps {
  readonly checks: readonly DraftCheck[];
  /** Whether the owner has a version of their own, which the checks do not speak of. */
  readonly isEdited: boolean;
}

/** What code found in a draft: what did not pass, what only its owner can confirm, and what passed. */
export function DraftChecks({ checks, isEdited }: DraftChecksProps) {
  const failed = checks.filter(({ ok, rule }) => !ok && rule !== "please_confirm");
  const claims = checks.filter(({ ok, rule }) => !ok && rule === "please_confirm");
  const passed = checks.filter(({ ok }) => ok);
  if (checks.length === 0) return null;
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line bg-info-soft p-3 text-sm">
      <h4 className="font-semibold">
        {failed.length === 0
          ? "It passed my checks"
          : `${failed.length} of ${checks.length} checks did not pass`}
      </h4>
      {isEdited && (
        <p className="text-muted">They looked at the text as it was drafted, not at your version.</p>
      )}
      {failed.map((check) => (
        <Found
          key={check.rule}
          check={check}
          Icon={CircleAlert}
          title={`${ruleNames[check.rule]}: did not pass`}
        />
      ))}
      {claims.map((check) => (
        <Found key={check.rule} check={check} Icon={CircleHelp} title="Please confirm" />
      ))}
      {passed.length > 0 && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center gap-2">
            <Check aria-hidden className="size-4" />
            {passed.length} passed; see which
          </summary>
          <ul className="flex flex-col gap-1 pl-6">
            {passed.map(({ rule }) => (
              <li key={rule}>{ruleNames[rule]}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface FoundProps {
  readonly check: DraftCheck;
  readonly Icon: typeof Check;
  readonly title: string;
}

function Found({ check: { message, found }, Icon, title }: FoundProps) {
  return (
    <div className="flex gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        <p>{message}</p>
        <ul className="list-disc pl-5">
          {found.map((place) => (
            <li key={place} className="break-words">
              {place}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
