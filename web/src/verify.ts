import { client } from "./client.ts";
import { find, onPress } from "./dom.ts";

/** Opening the page spends nothing: only the button does, so that a mail scanner cannot burn the link. */
const fragment = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, "", location.pathname);
const [signIn, change] = [fragment.get("token"), fragment.get("change")];

const title = find("title", HTMLElement);
const lead = find("lead", HTMLElement);
const button = find("confirm", HTMLButtonElement);

function say(heading: string, sentence: string): void {
  title.textContent = heading;
  lead.textContent = sentence;
}

function finish(heading: string, sentence: string): void {
  say(heading, sentence);
  button.hidden = true;
  find("again", HTMLElement).hidden = true;
  find("account", HTMLElement).hidden = false;
}

if (signIn !== null) {
  onPress(button, async () => {
    const { account } = await client.verifyMagicLink(signIn);
    finish("You are signed in", `Signed in as ${account.email}.`);
  });
} else if (change !== null) {
  say("Use this address", "One press and it is the address of your account. The link works once.");
  button.textContent = "Use this address";
  onPress(button, async () => {
    const { email } = await client.verifyEmailChange(change);
    finish("Your address has changed", `Sign-in links now go to ${email}.`);
    // A session in this browser shows it at once: with a token newer than the one that the other tabs hold. Often there
    // is no session, since the link may be opened anywhere.
    await client
      .accessToken()
      .then(() => client.refresh())
      .catch(() => undefined);
  });
} else {
  button.disabled = true;
  find("problem", HTMLElement).textContent = "This page needs the link from the mail.";
}
