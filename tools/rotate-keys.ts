import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { guidance } from "./keys/guidance.ts";
import { Move, nextValue, publicKeysOf, Purpose, RotationError } from "./keys/next-value.ts";

const help = `pnpm keys:rotate <signing | link | refresh | unsubscribe> <introduce | promote | retire> [--from FILE] [--to FILE]
pnpm keys:rotate <signing | link | refresh | unsubscribe> replace [--to FILE]

Makes the next value of a key list of a worker. The three moves, in this order and with the wait that each one
names, change a key without a single failed request. "replace" is for a key that leaked, and for the very first one.

  --from FILE   holds the present value, which Cloudflare does not give back; standard input without it
  --to FILE     gets the next value, readable by its owner alone; must not exist. Standard output without it

Keep each value where you keep secrets until the next move, the last one until the next rotation: both begin with it.
`;

const tell = (sentences: string) => console.error(sentences);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: "string" }, to: { type: "string" }, help: { type: "boolean" } },
  });
  const [purpose, move] = [Purpose.safeParse(positionals[0]).data, Move.safeParse(positionals[1]).data];
  if (values.help || positionals.length !== 2 || !purpose || !move) {
    tell(help);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const next = nextValue(purpose, move, move === "replace" ? "" : await presentValue(values.from));
    await hand(next, values.to);
    tell(whatToDo(purpose, move, { next, file: values.to }));
  }
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** A terminal would show a secret that is typed or printed, and keep it in its scrollback. */
async function presentValue(file: string | undefined): Promise<string> {
  if (file !== undefined) return readFile(file, "utf8");
  if (process.stdin.isTTY)
    throw new RotationError("Name the present value's file with --from, or pipe it in.");
  return text(process.stdin);
}

async function hand(next: string, file: string | undefined): Promise<void> {
  if (file !== undefined) await writeFile(file, next, { mode: 0o600, flag: "wx" });
  else if (process.stdout.isTTY)
    throw new RotationError("Name a file for the next value with --to, or pipe it on.");
  else process.stdout.write(next);
}

function whatToDo(
  purpose: Purpose,
  move: Move,
  { next, file }: { readonly next: string; readonly file: string | undefined },
): string {
  const { secret, worker, moves } = guidance[purpose];
  const { now, wait } = moves[move];
  const lines = [
    "Set it, by standard input and never as an argument:",
    `  pnpm wrangler secret put ${secret} -c wrangler.${worker}.toml${file === undefined ? "" : ` < ${file}`}`,
    "",
    now,
  ];
  if (purpose === "signing") {
    lines.push(
      "",
      "For AUTH_PUBLIC_KEYS in wrangler.api.toml, which a fresh api worker uses while the auth worker is away:",
      `  ${JSON.stringify(publicKeysOf(next))}`,
    );
  }
  lines.push("", wait ? `Wait ${wait}` : "The rotation is over.");
  return lines.join("\n");
}
