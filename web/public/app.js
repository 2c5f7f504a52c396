const { authOrigin, mailboxUrl } = await (await fetch("/config.json")).json();
const find = (id) => document.getElementById(id);

if (document.body.dataset.page === "landing") {
  find("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    void askForLink();
  });
}
if (document.body.dataset.page === "verify") prepareSignIn();

async function askForLink() {
  const email = find("email").value.trim();
  const answer = await whileBusy(find("ask").querySelector("button"), () =>
    post("/auth/send-magic-link", { email }),
  );
  if (answer.problem) return tell(answer.problem);
  find("ask").hidden = true;
  const sent = find("sent");
  sent.hidden = false;
  sent.textContent = `A sign-in link is on its way to ${email}. It lasts 10 minutes and works once. `;
  if (mailboxUrl) {
    const link = document.createElement("a");
    link.href = mailboxUrl;
    link.textContent = "Open the local mailbox";
    sent.append(link);
  }
}

/** Opening the page spends nothing: only the button does, so that a mail scanner cannot burn the link. */
function prepareSignIn() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  history.replaceState(null, "", location.pathname);
  const button = find("sign-in");
  button.disabled = !token;
  if (!token) return tell("This page needs the link from the mail.");
  button.addEventListener("click", () => void signIn(button, token));
}

async function signIn(button, token) {
  const answer = await whileBusy(button, () => post("/auth/verify-magic-link", { token }));
  if (answer.problem) return tell(answer.problem);
  tell("");
  button.hidden = true;
  find("title").textContent = "You are signed in";
  find("lead").textContent = `Signed in as ${answer.account.email}.`;
}

/** The answer's fields, or `problem`: a sentence for the person. */
async function post(path, body) {
  try {
    const response = await fetch(authOrigin + path, {
      method: "POST",
      credentials: "include",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return response.ok ? answer : { problem: answer.errors?.[0]?.message ?? answer.detail };
  } catch {
    return { problem: "I couldn't reach Alva; nothing was lost. Try again in a moment." };
  }
}

async function whileBusy(button, work) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

function tell(problem) {
  find("problem").textContent = problem;
}
