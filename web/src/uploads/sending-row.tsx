import { CircleAlert, LoaderCircle } from "lucide-react";
import { Button } from "../components/ui/button.tsx";
import { sizeInWords } from "./file-words.ts";
import type { Sending } from "./use-sending.ts";

interface SendingRowProps {
  readonly sending: Sending;
  readonly retry: () => void;
  readonly cancel: () => void;
}

/** A file on its way with how far it is, or what kept it from arriving. */
export function SendingRow({ sending: { file, share, problem, mayRetry }, retry, cancel }: SendingRowProps) {
  const percent = Math.floor(share * 100);
  const isFailed = problem !== undefined;
  const Icon = isFailed ? CircleAlert : LoaderCircle;
  return (
    <li
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border bg-surface p-2 pl-3 ${isFailed ? "border-danger" : "border-line"}`}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-0 flex-1 basis-32">
        <p className="break-words">{file.name}</p>
        {isFailed ? (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        ) : (
          <p className="flex items-center gap-2 text-sm text-muted">
            <progress
              aria-label={`Uploading ${file.name}`}
              className="h-2 min-w-0 flex-1 overflow-hidden rounded-pill accent-[#e6c200]"
              max={100}
              value={percent}
            />
            {percent} % of {sizeInWords(file.size)}
          </p>
        )}
      </div>
      {isFailed && mayRetry && (
        <Button kind="secondary" aria-label={`Try again: ${file.name}`} onClick={retry}>
          Try again
        </Button>
      )}
      <Button
        kind="text"
        aria-label={isFailed ? `Dismiss ${file.name}` : `Stop uploading ${file.name}`}
        onClick={cancel}
      >
        {isFailed ? "Dismiss" : "Stop"}
      </Button>
    </li>
  );
}
