import type { Addresses } from "./lock.ts";

/** Where to click, for a person who has just started everything. */
export function announce({ web, api, auth, overview, mailbox }: Addresses): string {
  const rows = [
    ["Web", web, "sign in with any e-mail address"],
    ...(mailbox === undefined ? [] : [["Mailbox", mailbox, "the sign-in link arrives here"]]),
    ["Overview", overview, "mails, messages and model calls as they happen"],
    ["API", `${api}/docs`, "reference of the api worker"],
    ["Auth", `${auth}/docs`, "reference of the auth worker"],
  ];
  const lines = rows.map(
    ([name = "", address = "", what = ""]) => `  ${name.padEnd(9)} ${address.padEnd(28)} ${what}`,
  );
  return [
    "",
    "Alva runs on this machine.",
    "",
    ...lines,
    "",
    "The model is an offline playbook, not an AI. Ctrl-C ends everything.",
    "",
  ].join("\n");
}
