import { sentenceOf } from "../sentence.ts";
import { Button } from "./ui/button.tsx";
import { Notice } from "./ui/notice.tsx";

/** Says that something could not be loaded, and offers to try again. */
export function LoadProblem({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <Notice kind="problem">
      <p>{sentenceOf(error)}</p>
      <Button kind="secondary" className="mt-3" onClick={retry}>
        Try again
      </Button>
    </Notice>
  );
}
