import { open, type Visit } from "./visit.ts";

const verifying = /\/auth\/verify-magic-link$/;

/** A mailed link that auth does not know, in a browser that has asked for three. One that was used is seen by who leaves. */
export async function visitLinks({ page, addresses, show, visit }: Visit): Promise<void> {
  const openLink = async ({ name, endsInSeconds }: LinkSeen) => {
    const until = Math.floor(Date.now() / 1000) + endsInSeconds;
    // Another fragment alone opens no other page.
    await page.goto("about:blank");
    await open(page, addresses, `/verify#${name}=${"A".repeat(43)}&until=${until}`);
  };
  const press = (button: string) => page.getByRole("button", { name: button }).click();
  const useLink = async (link: LinkSeen, title: string) => {
    await openLink(link);
    await press(link.name === "token" ? "Sign in" : "Use this address");
    await page.getByRole("heading", { name: title }).waitFor();
  };
  const alive = { name: "token", endsInSeconds: 300 } as const;
  const ended = { name: "token", endsInSeconds: -300 } as const;

  await visit("verify-cut", "/verify#token=short");
  await openLink(alive);
  await show("verify", page);
  await page.context().setOffline(true);
  await page.getByText("You are offline. The link keeps").waitFor();
  await show("verify-offline", page);
  await page.context().setOffline(false);
  await page.route(verifying, () => undefined, { times: 1 });
  await press("Sign in");
  await page.locator("button[aria-busy=true]").waitFor();
  await show("verify-signing-in", page);

  await useLink(alive, "Newer links have taken its place");
  await show("verify-overtaken", page);
  await useLink(ended, "This link lasted 10 minutes");
  await show("verify-ended", page);
  await page.evaluate(() => localStorage.clear());
  await useLink(alive, "This link does not work any more");
  await show("verify-elsewhere", page);

  await openLink({ ...alive, name: "change" });
  await show("verify-change", page);
  await useLink({ ...alive, name: "change" }, "This link does not work any more");
  await show("verify-change-dead", page);
  await useLink({ ...ended, name: "change" }, "This link lasted 10 minutes");
  await show("verify-change-ended", page);
}

interface LinkSeen {
  readonly name: "token" | "change";
  readonly endsInSeconds: number;
}
