import { readFile } from "node:fs/promises";
import { startServer, type Answer, type StandIn } from "../server.ts";
import { html, type Html } from "./html.ts";
import { page } from "./page.ts";
import { takeSnapshot, type Sources } from "./snapshot.ts";

interface OverviewOptions extends Sources {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Addresses worth opening, by name. */
  readonly links: Readonly<Record<string, string>>;
}

/**
 * Starts the page that shows mails, QStash messages with their deliveries, model calls and request counts as they
 * happen; the same as JSON is at `/snapshot.json`. Rejects with `PortTakenError` when the port is in use.
 */
export async function startOverview({ port = 0, links, ...sources }: OverviewOptions): Promise<StandIn> {
  const script = await readFile(new URL("client.js", import.meta.url), "utf8");
  const home = overviewPage(links);
  return startServer({
    name: "the overview page",
    port,
    handle: ({ method, target }): Answer => {
      if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" } };
      switch (target) {
        case "/":
          return home;
        case "/client.js":
          return { headers: { "content-type": "text/javascript; charset=utf-8" }, body: script };
        case "/snapshot.json":
          return { headers: { "cache-control": "no-store" }, body: takeSnapshot(sources) };
        default:
          return { status: 404, body: "There is nothing here. The overview is at /." };
      }
    },
  });
}

function overviewPage(links: Readonly<Record<string, string>>): Answer {
  const nav = Object.entries(links).map(([name, url]) => html`<a href="${url}">${name}</a> `);
  const body = html`<main>
    <h1>Alva, on this machine</h1>
    <p class="muted">
      Local stand-ins play the mail provider, QStash and the model. No mail leaves this machine, and the model
      is an offline playbook, not an AI. <b id="status" role="status">Connecting</b>
    </p>
    <p class="links">${nav}</p>
    <h2>Requests</h2>
    <div id="requests" class="figures"></div>
    <div class="panels">
      ${panel("mails", "Mails")} ${panel("messages", "QStash messages")}
      ${panel("calls", "Model calls (offline playbook)")}
    </div>
    <noscript
      ><p class="notice">
        This page needs JavaScript to stay current. The same is at <a href="/snapshot.json">snapshot.json</a>.
      </p></noscript
    >
  </main>`;
  return page({ title: "Alva: local overview", body, script: "/client.js" });
}

/** A list that scrolls by itself, so that each stays in reach of the others, also by keyboard. */
function panel(id: string, title: string): Html {
  return html`<section>
    <h2 id="${id}-title">${title}</h2>
    <div id="${id}" class="list" role="region" aria-labelledby="${id}-title" tabindex="0"></div>
  </section>`;
}
