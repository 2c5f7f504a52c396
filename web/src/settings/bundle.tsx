import { useMutation } from "@tanstack/react-query";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useLimit } from "../components/use-limit.ts";
import { apiClient } from "../session/clients.ts";
import { FileNews } from "./file-news.tsx";
import { saveFile } from "./save-file.ts";

/** All that led to a plan, as one file. It is for who looks into how a plan came about, so there is no link to pass on. */
export function Bundle({ planId }: { readonly planId: string }) {
  const isOnline = useOnline();
  const { mutate, data, error, isPending } = useMutation({ mutationFn: bundleOf, onSuccess: saveFile });
  const limit = useLimit(error);
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm text-muted">
        The bundle has all that led to this plan, so that it can be checked, or made again to the same result.
      </p>
      <Button
        kind="secondary"
        disabled={!isOnline || limit !== undefined}
        busy={isPending}
        onClick={() => mutate(planId)}
      >
        Bundle (JSON)
      </Button>
      <FileNews isBusy={isPending} file={data} error={error} retry={() => mutate(planId)} />
    </div>
  );
}

async function bundleOf(planId: string): Promise<File> {
  const bundle = await apiClient().getPlanBundle(planId);
  return new File([JSON.stringify(bundle, null, 2)], "alva-plan-bundle.json", { type: "application/json" });
}
