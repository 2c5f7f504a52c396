import { type Button, compose, type MailText } from "./mail-text.ts";
import type { LinkMail, Notice } from "./queries/outbox.ts";

/** The mail that carries this link. */
export function composeLinkMail(mail: LinkMail, link: string): Promise<MailText> {
  const { subject, lead, button } = linkWording(mail);
  return compose(subject, [
    lead,
    { label: button, link },
    "The link lasts 10 minutes and works once. If you did not ask for it, ignore this mail: nothing happens without the link.",
  ]);
}

function linkWording(mail: LinkMail): { subject: string; lead: string; button: string } {
  switch (mail.kind) {
    case "sign_in":
      return {
        subject: "Your sign-in link for Alva",
        lead: "Here is the link you asked for. It signs you in to Alva.",
        button: "Sign in to Alva",
      };
    case "welcome":
      return {
        subject: "Welcome to Alva: confirm your e-mail",
        lead: "Welcome! This link confirms your e-mail address, opens your account and signs you in.",
        button: "Start with Alva",
      };
    case "account_exists":
      return {
        subject: "You already have an Alva account",
        lead: "Someone asked to register with this address, and you already have an account. This link signs you in to it.",
        button: "Sign in to Alva",
      };
    case "change_email":
      return {
        subject: "Confirm your new e-mail for Alva",
        // Whoever is asked to confirm somebody else's account shall see that it is not theirs.
        lead: `This link makes this the address of the Alva account that now has ${masked(mail.facts.current_email)}. Use it only if that account is yours.`,
        button: "Use this address",
      };
  }
}

/** A mail that only tells of something; `webOrigin` is where the person can act on it. */
export function composeNotice(notice: Notice, { webOrigin }: { webOrigin: string }): Promise<MailText> {
  const open: Button = { label: "Open Alva", link: webOrigin };
  switch (notice.kind) {
    case "address_taken":
      return compose("This address already has an Alva account", [
        "Someone asked to move another Alva account to this address. That was not done, because the address has an account of its own. Nothing changed.",
        "If it was you: sign in with this address, or use another one for the other account.",
        open,
      ]);
    case "email_changed":
      return compose("Your Alva account has a new e-mail address", [
        `Sign-in links for your account now go to ${masked(notice.facts.new_email)}. This address no longer opens it.`,
        "If you did this, there is nothing to do. If not, reply to this mail at once.",
      ]);
    case "new_device":
      return compose("New sign-in to your Alva account", [
        `Your account was opened ${describe(notice.facts)} on ${moment(notice.facts.at)}.`,
        "If it was you, there is nothing to do. If not, open Alva and end that session in Settings, Sessions.",
        open,
      ]);
    case "deletion_scheduled":
      return compose("Your Alva account will be erased", [
        `As you asked, your account is signed out everywhere and will be erased on ${day(notice.facts.erases_at)}, with your answers, plans and tasks.`,
        "If you change your mind, sign in before that day and choose to keep it. Nothing is lost until then.",
        open,
      ]);
    case "account_erased":
      return compose("Your Alva account has been erased", [
        "Your account, answers, plans and tasks are gone, and this is the last mail about them. Thank you for the time you gave Alva.",
        "You can open a new account with this address whenever you like.",
      ]);
  }
}

/** Enough to recognise one's own address by, and no more: whoever reads this may be somebody else. */
function masked(email: string): string {
  return email.replace(/^(.).*@/, "$1…@");
}

type NewDevice = Extract<Notice, { kind: "new_device" }>["facts"];

function describe({ device, browser, place }: NewDevice): string {
  return [
    browser === null ? "in a new browser" : `in ${browser}`,
    device === null ? "" : `on a device we had not seen before (${device})`,
    place === null ? "" : `near ${place}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function day(time: string): string {
  return days.format(new Date(time));
}

function moment(time: string): string {
  return `${moments.format(new Date(time))} UTC`;
}
