import { setTimeout as wait } from "node:timers/promises";
import { createAuthClient } from "@alva/auth-client/auth-client";
import * as z from "zod";
import type { Addresses } from "../dev/lock.ts";

interface SignInOptions {
  readonly addresses: Addresses;
  readonly email: string;
}

const Mailbox = z.array(z.object({ created_at: z.iso.datetime(), links: z.array(z.string()) }));

const mailDeadlineMs = 60_000;
const checkEveryMs = 200;

/**
 * Signs in as a person would: asks for a link, waits for it in the local mailbox, spends it. Resolves to a source of
 * access tokens. Rejects with `ProblemError` when auth refuses, with a sentence when no mail arrives.
 */
export async function signIn({ addresses, email }: SignInOptions): Promise<() => Promise<string>> {
  const { auth, web, mailbox } = addresses;
  if (mailbox === undefined) {
    throw new Error(
      "The mails go to a real provider, so the demo cannot read its sign-in link: unset RESEND_API_KEY.",
    );
  }
  const client = createAuthClient({ authOrigin: auth, fetch: fetchFrom(web) });
  const asked = Date.now();
  await client.sendMagicLink(email);
  await client.verifyMagicLink(await waitForToken({ mailbox, email, asked }));
  return () => client.accessToken();
}

async function waitForToken({ mailbox, email, asked }: { mailbox: string; email: string; asked: number }) {
  while (Date.now() - asked < mailDeadlineMs) {
    const answer = await fetch(`${mailbox}/mailbox.json?to=${encodeURIComponent(email)}`);
    const mails = Mailbox.parse(await answer.json());
    const links = mails
      .filter(({ created_at }) => Date.parse(created_at) >= asked)
      .flatMap(({ links }) => links);
    const token = links.map(tokenIn).find((found) => found !== null);
    if (token) return token;
    await wait(checkEveryMs);
  }
  throw new Error(`No sign-in link for ${email} arrived in the local mailbox within a minute.`);
}

function tokenIn(link: string): string | null {
  return new URLSearchParams(new URL(link).hash.slice(1)).get("token");
}

/** A fetch as the web page would do it; cookie routes admit nobody else. */
function fetchFrom(web: string): typeof fetch {
  return (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Origin", web);
    return fetch(input, { ...init, headers });
  };
}
