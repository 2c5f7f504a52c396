/**
 * The content of `.dev.vars`: one variable a line, quoted so that the parser which Wrangler uses (dotenv) reads the same
 * value back. Throws `TypeError` for a value that no quotes can carry.
 */
export function formatDevVars(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(name, value)}`);
  return ["# Written by pnpm dev; it is written anew at every start.", ...lines, ""].join("\n");
}

/** Single quotes and backticks take everything literally; double quotes would turn `\n` into a line break. */
function quoted(name: string, value: string): string {
  const quote = ["'", "`"].find((candidate) => !value.includes(candidate));
  if (quote === undefined)
    throw new TypeError(`${name} holds both kinds of quotes and cannot be written down.`);
  return `${quote}${value}${quote}`;
}
