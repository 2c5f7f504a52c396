import { CircleHelp } from "lucide-react";
import Link from "next/link";

/** Leads to help. It stands at the right end of every page's top, so that nobody has to look for it (WCAG 3.2.6). */
export function HelpLink() {
  return (
    <Link
      href="/help"
      className="inline-flex min-h-11 items-center gap-1 rounded-control px-2 text-sm underline-offset-4 hover:underline"
    >
      <CircleHelp aria-hidden className="size-5" />
      Help
    </Link>
  );
}
