import { html } from "hono/html";
import type { MailKind } from "./queries/outbox.ts";

interface LinkMail {
  readonly kind: MailKind;
  readonly link: string;
}

const wording: Record<MailKind, { subject: string; lead: string; button: string }> = {
  sign_in: {
    subject: "Your sign-in link for Alva",
    lead: "Here is the link you asked for. It signs you in to Alva.",
    button: "Sign in to Alva",
  },
  welcome: {
    subject: "Welcome to Alva: confirm your e-mail",
    lead: "Welcome! This link confirms your e-mail address, opens your account and signs you in.",
    button: "Start with Alva",
  },
  account_exists: {
    subject: "You already have an Alva account",
    lead: "Someone asked to register with this address, and you already have an account. This link signs you in to it.",
    button: "Sign in to Alva",
  },
};

const lifetime = "The link lasts 10 minutes and works once.";
const stranger = "If you did not ask for it, ignore this mail: nothing happens without the link.";

/** The mail that carries a link, as plain text and as simple HTML without anything to load. */
export async function composeLinkMail({ kind, link }: LinkMail) {
  const { subject, lead, button } = wording[kind];
  const page = html`<!doctype html>
    <html lang="en">
      <body style="font: 16px/1.5 sans-serif">
        <p>${lead}</p>
        <p><a href="${link}">${button}</a></p>
        <p>${lifetime} ${stranger}</p>
      </body>
    </html>`;
  return { subject, text: `${lead}\n\n${link}\n\n${lifetime}\n${stranger}\n`, html: String(await page) };
}
