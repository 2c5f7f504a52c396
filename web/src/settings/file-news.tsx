import { ProblemError } from "@alva/contracts/problem-error";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { sizeInWords } from "../uploads/file-words.ts";
import { saveFile } from "./save-file.ts";

interface FileNewsProps {
  readonly isBusy: boolean;
  readonly file: File | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Where a file stands that was asked for: being made, ready, or failed; or why none can be asked for. */
export function FileNews({ isBusy, file, error, retry }: FileNewsProps) {
  const isOnline = useOnline();
  const isNothing = error instanceof ProblemError && error.code === "not_found";
  return (
    <>
      {!isOnline && (
        <p className="text-sm text-muted">You're offline. Files can be made when you are back.</p>
      )}
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
        </Notice>
      )}
    </>
  );
}
