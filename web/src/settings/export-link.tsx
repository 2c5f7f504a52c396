import type { NewExportLink } from "@alva/contracts/export";
import { useEndExportLink, useExportLinks } from "../api/export-links.ts";
import { CopyButton } from "../components/copy-button.tsx";
import { Moment } from "../components/moment.tsx";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";

/** A link just made, the one time that its address is shown; nothing once it has ended. */
export function ExportLink({ link: { id, address, ends_at } }: { readonly link: NewExportLink }) {
  const isOnline = useOnline();
  const links = useExportLinks();
  const end = useEndExportLink();
  if (links.data?.every((live) => live.id !== id)) return null;
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p>
        Its link works until <Moment at={ends_at} /> on any device, for whoever has it. Copy it now; it is
        shown this once.
      </p>
      <p className="font-mono text-sm break-all">{address}</p>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={address} what="the link" />
        <Button kind="secondary" busy={end.isPending} disabled={!isOnline} onClick={() => end.mutate(id)}>
          End the link
        </Button>
      </div>
    </div>
  );
}
