import { ProblemError } from "@alva/contracts/problem-error";
import type { ReactNode } from "react";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { sizeInWords } from "../uploads/file-words.ts";
import { saveFile } from "./save-file.ts";

interface FileNewsProps {
  readonly isBusy: boolean;
  readonly file: File | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** What else there is to a file that is ready. */
  readonly children?: ReactNode;
}

/** Where a file stands that was asked for: being made, ready, failed, or not to be had. */
export function FileNews({ isBusy, file, error, retry, children }: FileNewsProps) {
  const isNothing = error instanceof ProblemError && error.code === "not_found";
  return (
    <>
      <p role="status" className="text-sm text-muted empty:hidden">
        {isBusy ? "Preparing the file." : ""}
      </p>
      {!isBusy && error && !isNothing && <LoadProblem error={error} retry={retry} />}
      {!isBusy && isNothing && <Notice className="w-full">There is nothing to export yet.</Notice>}
      {!isBusy && file && (
        <Notice className="w-full">
          <p className="break-words">
            Ready: {file.name}, {sizeInWords(file.size)}. It is in your downloads.
          </p>
          <Button kind="secondary" className="mt-3" onClick={() => saveFile(file)}>
            Save it again
          </Button>
          {children}
        </Notice>
      )}
    </>
  );
}
