// A set-up file of both workers' tests: what their logs may never hold is looked for in every line of every test.
import { afterEach } from "vitest";

const forbidden: Readonly<Record<string, RegExp>> = {
  "a token": /eyJ[\w-]*\.[\w-]+/,
  "a secret of 256 bits": /[\w-]{43}/,
  "a cookie": /__Host-|cookie:/i,
  "an e-mail address": /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i,
};

const offences: string[] = [];

for (const level of ["debug", "info", "log", "warn", "error"] as const) {
  const write = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    const line = parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
    for (const [what, form] of Object.entries(forbidden)) {
      if (form.test(line)) offences.push(`${what} in the log: ${line}`);
    }
    // Workers write one where nobody can answer any more, so a test that causes one expects it and listens itself.
    if (level === "error") offences.push(`an unexpected console.error: ${line}`);
    write(...parts);
  };
}

afterEach(() => {
  if (offences.length > 0) throw new Error(offences.splice(0).join("\n"));
});
