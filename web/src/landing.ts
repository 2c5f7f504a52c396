import { client, mailbox } from "./client.ts";
import { find, onSubmit } from "./dom.ts";

onSubmit("ask", async (email) => {
  await client.sendMagicLink(email);
  find("ask", HTMLFormElement).hidden = true;
  const sent = find("sent", HTMLElement);
  sent.hidden = false;
  sent.textContent = `A sign-in link is on its way to ${email}. It lasts 10 minutes and works once. `;
  if (mailbox !== undefined) {
    const link = document.createElement("a");
    link.href = mailbox;
    link.textContent = "Open the local mailbox";
    sent.append(link);
  }
});

// The link may be used in another tab: then this one knows too.
client.subscribe(({ state }) => {
  find("signed-in", HTMLElement).hidden = state !== "signed_in";
});
