import * as z from "zod";

const key = "alva.asked";
const Asked = z.object({ email: z.string(), at: z.int() });
type Asked = z.infer<typeof Asked>;

/** The address that a link was last asked for in this tab, and when (milliseconds since 1970); undefined when none was. */
export function readAsked(): Asked | undefined {
  try {
    return Asked.parse(JSON.parse(sessionStorage.getItem(key) ?? ""));
  } catch {
    return undefined;
  }
}

export function rememberAsked(email: string): Asked {
  const asked = { email, at: Date.now() };
  sessionStorage.setItem(key, JSON.stringify(asked));
  return asked;
}

export function forgetAsked(): void {
  sessionStorage.removeItem(key);
}
