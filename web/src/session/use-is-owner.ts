import { useKept } from "../offline/kept.ts";
import { useSession } from "./session.ts";

/**
 * Whether what this device keeps is, by now, of who is signed in. Nothing of a person is asked for or shown before: taking the device
 * over forgets what was there.
 */
export function useIsOwner(): boolean {
  const accountId = useSession((session) => (session.state === "signed_in" ? session.account.id : undefined));
  const keptFor = useKept((kept) => kept.accountId);
  return accountId !== undefined && accountId === keptFor;
}
