import { CircleAlert } from "lucide-react";

interface ErrorSummaryProps {
  /** In the order of their fields. */
  readonly problems: readonly { readonly key: string; readonly label: string; readonly problem: string }[];
  readonly onGo: (key: string) => void;
}

/** All that keeps a card of several fields from going on; each leads to its field. */
export function ErrorSummary({ problems, onGo }: ErrorSummaryProps) {
  if (problems.length === 0) return null;
  return (
    <section
      aria-label="What needs another look"
      className="flex gap-3 rounded-card border border-danger bg-surface p-4"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          {problems.length === 1 ? "One field needs" : `${problems.length} fields need`} another look:
        </p>
        <ul>
          {problems.map(({ key, label, problem }) => (
            <li key={key}>
              <button
                type="button"
                className="min-h-11 text-left text-link underline"
                onClick={() => onGo(key)}
              >
                {label}: {problem}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
