"use client";
import { PublicPage } from "../shell/public-page.tsx";
import { Failure } from "../shell/failure.tsx";
import "./globals.css";

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Where the frame of all pages itself broke. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <PublicPage>
          <Failure error={error} retry={reset} />
        </PublicPage>
      </body>
    </html>
  );
}
