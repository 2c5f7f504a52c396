import type { AccessGrant, AuditEvent, AuditKind, Session } from "@alva/contracts/auth";
import { client } from "./client.ts";
import { act, find, onPress, onSubmit } from "./dom.ts";

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const words: Record<AuditKind, string> = {
  link_requested: "A sign-in link was asked for",
  link_throttled: "A sign-in link was asked for too soon and not sent",
  account_created: "The account began",
  signed_in: "Signed in",
  new_device: "Signed in on a new device",
  session_evicted: "A session ended because there were more than 20",
  signed_out: "Signed out",
  signed_out_everywhere: "Signed out everywhere",
  session_ended: "A session was ended",
  reuse_detected: "A copied session was detected and ended",
  email_change_requested: "A link to a new address was asked for",
  email_changed: "The address changed",
  deletion_requested: "The account was to be erased",
  account_restored: "The account was kept after all",
  account_erased: "The account was erased",
};

client.subscribe((session) => {
  find("signed-out", HTMLElement).hidden = session.state !== "signed_out";
  find("signed-in", HTMLElement).hidden = session.state !== "signed_in";
  if (session.state === "signed_in") void act(find("signed-in", HTMLElement), () => show(session.account));
});

async function show({ email, erases_at }: AccessGrant["account"]): Promise<void> {
  find("email", HTMLElement).textContent = email;
  find("pending", HTMLElement).hidden = erases_at === null;
  if (erases_at !== null) find("erases-at", HTMLElement).textContent = dates.format(new Date(erases_at));
  const [{ items: sessions }, { items: events }] = await Promise.all([
    client.listSessions(),
    client.listEvents({ limit: 20 }),
  ]);
  find("sessions", HTMLElement).replaceChildren(...sessions.map(sessionItem));
  find("events", HTMLElement).replaceChildren(...events.map(eventItem));
}

function sessionItem(session: Session): HTMLElement {
  const item = document.createElement("li");
  item.append(`${whence(session)}. Last used ${dates.format(new Date(session.last_used_at))}. `);
  if (session.current) {
    item.append("This one.");
    return item;
  }
  const end = document.createElement("button");
  end.className = "plain";
  end.textContent = "End";
  end.setAttribute("aria-label", `End ${whence(session)}`);
  onPress(end, async () => {
    await client.endSession(session.id);
    item.remove();
  });
  item.append(end);
  return item;
}

function eventItem(event: AuditEvent): HTMLElement {
  const item = document.createElement("li");
  item.textContent = `${dates.format(new Date(event.at))}: ${words[event.kind]}. ${whence(event)}.`;
  return item;
}

function whence({ browser, device, place }: Pick<Session, "browser" | "device" | "place">): string {
  return [browser ?? "Unknown browser", device, place].filter((part) => part !== null).join(", ");
}

onPress(find("keep", HTMLButtonElement), async () => void (await client.restoreAccount()));
onPress(find("sign-out", HTMLButtonElement), () => client.logout());
onPress(find("sign-out-others", HTMLButtonElement), async () => {
  await client.logoutAll({ keepThis: true });
  await show(await client.me());
});
onPress(find("sign-out-all", HTMLButtonElement), () => client.logoutAll({ keepThis: false }));
onSubmit("change", async (email) => {
  await client.changeEmail(email);
  find("changing", HTMLElement).textContent =
    `A link is on its way to ${email}. Nothing changes before it is used.`;
});
onSubmit("delete", async (email) => {
  const { erases_at } = await client.deleteAccount(email);
  find("farewell", HTMLElement).textContent =
    `You are signed out everywhere. The account will be erased on ${dates.format(new Date(erases_at))}; ` +
    "until then, sign in again to keep it.";
});

// Whoever is signed out is told so by the page itself.
await client.accessToken().catch(() => undefined);
