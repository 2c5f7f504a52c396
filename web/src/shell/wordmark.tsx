import Link from "next/link";

/** The name, which leads to the beginning. */
export function Wordmark({ href = "/" }: { readonly href?: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 items-center text-2xl font-bold tracking-tight text-text"
    >
      Alva
    </Link>
  );
}
