import type { Answer, Received } from "../server.ts";
import { html, type Html } from "../overview/html.ts";
import { page } from "../overview/page.ts";
import type { StoredMail } from "./email.ts";

/** The mailbox for people (`/`, `/mailbox/:id`) and for programs (`/mailbox.json?to=`); nothing for other addresses. */
export function answerMailbox(
  { method, target }: Received,
  mails: (to?: string) => readonly StoredMail[],
): Answer | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const { pathname, searchParams } = new URL(target, "http://mailbox");
  if (pathname === "/") return list(mails());
  if (pathname === "/mailbox.json") {
    return { headers: { "cache-control": "no-store" }, body: mails(searchParams.get("to") ?? undefined) };
  }
  const [, id, part] = /^\/mailbox\/([0-9a-f-]+)(\/html)?$/.exec(pathname) ?? [];
  const mail = mails().find((candidate) => candidate.id === id);
  if (!mail) return pathname.startsWith("/mailbox") ? notFound() : undefined;
  return part ? htmlPart(mail) : one(mail);
}

function list(mails: readonly StoredMail[]): Answer {
  const body = html`<main>
    <h1>Mailbox</h1>
    <p class="muted">A local stand-in for the mail provider. No mail leaves this machine.</p>
    ${mails.length === 0 ? html`<p class="notice">No mail yet. Ask for a sign-in link; this page looks again every 5 seconds.</p>` : mails.map(entry)}
  </main>`;
  return page({ title: "Mailbox (local)", body, refreshSeconds: 5 });
}

function entry(mail: StoredMail): Html {
  return html`<article class="card">
    <p class="row">
      <a href="/mailbox/${mail.id}"><b>${mail.subject}</b></a> <span class="muted">${mail.created_at}</span>
    </p>
    <p class="muted">to ${mail.to.join(", ")}</p>
    ${mail.links.slice(0, 1).map(linkTo)}
  </article> `;
}

function one(mail: StoredMail): Answer {
  const body = html`<main>
    <p><a href="/">All mails</a></p>
    <h1>${mail.subject}</h1>
    <p class="muted">from ${mail.from} · to ${mail.to.join(", ")} · ${mail.created_at}</p>
    ${mail.links.map(linkTo)}
    ${
      mail.html === undefined
        ? undefined
        : html`<h2>As HTML</h2>
            <iframe
              title="The mail as HTML"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              src="/mailbox/${mail.id}/html"
            ></iframe>`
    }
    ${
      mail.text === undefined
        ? undefined
        : html`<h2>As text</h2>
            <pre class="card">${mail.text}</pre>`
    }
  </main>`;
  return page({ title: mail.subject, body });
}

function linkTo(url: string): Html {
  return html`<p><a class="mono" rel="noreferrer" href="${url}">${url}</a></p>`;
}

/** The mail's own markup: no script, no plugin, no form, and links open beside the mailbox. */
function htmlPart({ html: markup }: StoredMail): Answer {
  if (markup === undefined) return notFound();
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: `<base target="_blank">${markup}`,
  };
}

function notFound(): Answer {
  const body = html`<main>
    <h1>No such mail</h1>
    <p><a href="/">All mails</a></p>
  </main>`;
  return { ...page({ title: "No such mail", body }), status: 404 };
}
