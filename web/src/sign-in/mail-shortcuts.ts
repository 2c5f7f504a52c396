import { mailboxAddress } from "../origins.ts";

const inboxes: readonly {
  readonly domains: readonly string[];
  readonly name: string;
  readonly address: string;
}[] = [
  {
    domains: ["gmail.com", "googlemail.com"],
    name: "Gmail",
    address: "https://mail.google.com/mail/u/0/#inbox",
  },
  {
    domains: ["outlook.com", "hotmail.com", "live.com", "msn.com"],
    name: "Outlook",
    address: "https://outlook.live.com/mail/0/inbox",
  },
  { domains: ["yahoo.com", "ymail.com"], name: "Yahoo Mail", address: "https://mail.yahoo.com/" },
  {
    domains: ["icloud.com", "me.com", "mac.com"],
    name: "iCloud Mail",
    address: "https://www.icloud.com/mail",
  },
  {
    domains: ["proton.me", "protonmail.com", "pm.me"],
    name: "Proton Mail",
    address: "https://mail.proton.me/u/0/inbox",
  },
];

/** Where this address's mail can be read in a browser, if its provider is a common one. In development: the local mailbox. */
export function inboxOf(email: string): { readonly name: string; readonly address: string } | undefined {
  if (mailboxAddress !== "") return { name: "the local mailbox", address: mailboxAddress };
  const domain = email.split("@").at(-1)?.toLowerCase() ?? "";
  return inboxes.find(({ domains }) => domains.includes(domain));
}
