"use client";
import { Failure } from "../../shell/failure.tsx";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function AppErrorPage({ error, reset }: ErrorPageProps) {
  return <Failure error={error} retry={reset} />;
}
