import type { AuditKind } from "@alva/contracts/auth";

/** What each event of the account's log says. */
export const eventWords: Readonly<Record<AuditKind, string>> = {
  link_requested: "A sign-in link was asked for",
  link_throttled: "A sign-in link was asked for too soon and not sent",
  account_created: "The account began",
  signed_in: "Signed in",
  new_device: "Signed in on a new device",
  session_evicted: "A session ended because there were more than 20",
  signed_out: "Signed out",
  signed_out_everywhere: "Signed out everywhere",
  session_ended: "A session was ended",
  reuse_detected: "A copied session was detected and ended",
  email_change_requested: "A link to a new address was asked for",
  email_changed: "The address changed",
  deletion_requested: "The account was to be erased",
  account_restored: "The account was kept after all",
  account_erased: "The account was erased",
};
