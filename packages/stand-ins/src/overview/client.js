/** Shows the newest snapshot every second. Everything is set as text, so nothing in a mail or message can run. */

const everyMs = 1000;
let before = "";

async function refresh() {
  const status = document.querySelector("#status");
  try {
    const response = await fetch("/snapshot.json");
    const text = await response.text();
    status.textContent = "Live";
    if (text !== before) show(JSON.parse(text));
    before = text;
  } catch {
    status.textContent = "Not running. This page goes on when pnpm dev runs again.";
  }
  setTimeout(() => void refresh(), everyMs);
}

function show({ mails, messages, calls, requests }) {
  list("#mails", mails, "No mail yet. Ask for a sign-in link on the web page.", (mail) => [
    row(element("b", mail.subject), time(mail.at)),
    element("p", `to ${mail.to}`, "muted"),
    ...(mail.link ? [paragraph(link(mail.link, mail.link, "mono"))] : []),
    paragraph(link(mail.page, "Read this mail")),
  ]);
  list("#messages", messages, "No message yet. They appear when a plan is made.", (message) => [
    row(element("b", message.isCallback ? "Callback" : "Message"), state(message.state), time(message.at)),
    element("p", message.url, "mono"),
    element("p", [message.label, message.id].filter(Boolean).join(" · "), "muted"),
    ...message.attempts.map((attempt, index) =>
      element(
        "p",
        `attempt ${index + 1}: ${attempt.status === -1 ? "no response" : attempt.status} after ${attempt.durationMs} ms`,
        attempt.status >= 200 && attempt.status < 300 ? "ok" : "bad",
      ),
    ),
  ]);
  list("#calls", calls, "No call yet. The model is asked when a plan is made.", (call) => [
    row(element("b", call.schema ?? "chat"), state(call.outcome), time(call.at)),
    element(
      "p",
      `${call.model}: ${call.usage.prompt_tokens} tokens in, ${call.usage.completion_tokens} out (estimated)`,
      "muted",
    ),
  ]);
  const figures = Object.entries(requests).map(([name, count]) => {
    const card = element("div", undefined, "card");
    card.append(element("b", count >= 1000 ? "1,000 or more" : String(count)), `requests to ${name}`);
    return card;
  });
  document.querySelector("#requests").replaceChildren(...figures);
}

function list(selector, items, emptyText, children) {
  const place = document.querySelector(selector);
  if (items === undefined)
    return place.replaceChildren(element("p", "A real provider is in use; look there.", "notice"));
  if (items.length === 0) return place.replaceChildren(element("p", emptyText, "notice"));
  place.replaceChildren(
    ...items.map((item) => {
      const card = element("article", undefined, "card");
      card.append(...children(item));
      return card;
    }),
  );
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(...children) {
  const made = element("p", undefined, "row");
  made.append(...children);
  return made;
}

function paragraph(child) {
  const made = element("p");
  made.append(child);
  return made;
}

function link(href, text, className) {
  const made = element("a", text, className);
  made.rel = "noreferrer";
  if (/^https?:/.test(href)) made.href = href;
  return made;
}

function state(name) {
  return element("span", name.toLowerCase(), "pill");
}

function time(at) {
  return element("span", new Date(at).toLocaleTimeString(), "muted");
}

void refresh();
