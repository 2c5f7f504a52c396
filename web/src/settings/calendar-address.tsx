import { CopyButton } from "../components/copy-button.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";

/** A feed's new address, the one time that it is shown, and where it goes. */
export function CalendarAddress({ address }: { readonly address: string }) {
  return (
    <Notice className="w-full">
      <p>Copy it now; it is shown this once. Whoever has it can read your tasks.</p>
      <p className="my-2 font-mono text-sm break-all">{address}</p>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={address} what="the address" />
        <Button kind="secondary" asChild>
          {/* Calendar apps on phones and desktops answer to this scheme. */}
          <a href={address.replace(/^https?:/, "webcal:")}>Open in my calendar app</a>
        </Button>
      </div>
      <p className="mt-3 text-sm text-muted">
        In Google Calendar: Other calendars, From URL. In Outlook: Add calendar, Subscribe from web.
      </p>
    </Notice>
  );
}
