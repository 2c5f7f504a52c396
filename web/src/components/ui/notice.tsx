import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface NoticeProps {
  readonly kind?: "info" | "problem";
  readonly children: ReactNode;
  readonly className?: string;
}

/** A sentence that needs attention, with an icon, since colour alone says nothing. */
export function Notice({ kind = "info", children, className }: NoticeProps) {
  const Icon = kind === "info" ? Info : CircleAlert;
  return (
    <div
      role={kind === "info" ? "status" : "alert"}
      className={classNames(
        "flex gap-3 rounded-card border p-4",
        kind === "info" ? "border-line bg-info-soft" : "border-danger bg-surface",
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </div>
  );
}
