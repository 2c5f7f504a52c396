"use client";
import { PublicPage } from "../shell/public-page.tsx";
import { Failure } from "../shell/failure.tsx";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <PublicPage>
      <Failure error={error} retry={reset} />
    </PublicPage>
  );
}
