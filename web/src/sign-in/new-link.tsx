import { AskForLink } from "../landing/ask-for-link.tsx";
import { useOwner } from "../offline/use-owner.ts";
import { readAsked } from "../session/asked-address.ts";

/** The offer of another link, to the address that this browser knows: of the one before, or of a session that merely ended. */
export function NewLink() {
  const owner = useOwner();
  const address = readAsked()?.email ?? owner?.email ?? "";
  return <AskForLink key={address} address={address} />;
}
