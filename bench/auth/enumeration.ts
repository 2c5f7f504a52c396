import { createHash, randomBytes } from "node:crypto";
import type { Figure } from "../table.ts";
import { newAddress, openAccounts } from "./accounts.ts";
import { askForLink } from "./ask-for-link.ts";
import { postAsk } from "./asks.ts";
import type { AuthBench } from "./start.ts";
import { median, separation } from "./statistics.ts";
import { takeTurns } from "./turns.ts";

const paths = ["/auth/send-magic-link", "/auth/register"] as const;
const askings = { warmUp: 50, counted: 500 };
const presentations = { warmUp: 30, counted: 150 };

const separationBudget = 0.55;
const medianBudgetMilliseconds = 2;

/**
 * Whether the time of an answer tells who has an account, or why a link does not work. The clock stands right before
 * the worker, where an attacker's never does: what cannot be told here cannot be told across a network.
 */
export async function enumerationFigures(bench: AuthBench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const path of paths) {
    const { known, unknown } = await askForLinks(bench, path);
    figures.push(
      {
        name: `POST ${path}, known or not: area under the curve`,
        value: separation(known, unknown),
        unit: "",
        budget: separationBudget,
      },
      betweenMedians(`POST ${path}, known or not`, [known, unknown]),
    );
  }
  const links = await presentLinks(bench);
  figures.push(
    betweenMedians("link unknown, expired, used or malformed", [
      links.unknown,
      links.expired,
      links.used,
      links.malformed,
    ]),
  );
  return figures;
}

/**
 * 500 times each. When they seem to separate, 1,500 more of each join them: by chance one run in a hundred does, and with
 * four times the samples chance fades, while a leak stays.
 */
async function askForLinks(bench: AuthBench, path: (typeof paths)[number]) {
  let { known, unknown } = await askForLinksOnce(bench, path);
  if (separation(known, unknown) <= separationBudget) return { known, unknown };
  for (let again = 0; again < 3; again += 1) {
    const more = await askForLinksOnce(bench, path);
    known = [...known, ...more.known];
    unknown = [...unknown, ...more.unknown];
  }
  return { known, unknown };
}

async function askForLinksOnce(bench: AuthBench, path: (typeof paths)[number]) {
  const addresses = await openAccounts(bench.owner, askings.warmUp + askings.counted);
  return takeTurns(askings, {
    known: (round) => askForLink(bench, { path, email: addresses[round] ?? "" }),
    unknown: () => askForLink(bench, { path, email: newAddress() }),
  });
}

async function presentLinks(bench: AuthBench) {
  const count = presentations.warmUp + presentations.counted;
  const unknown = Array.from({ length: count }, newSecret);
  const expired = await insertLinks(
    bench,
    count,
    "created_at = now() - interval '1 hour', expires_at = now() - interval '50 minutes'",
  );
  const used = await insertLinks(bench, count, "spent_at = now()");
  const malformed = unknown.map((secret) => secret.replaceAll(/[a-z]/g, "!"));
  const present = (secrets: readonly string[]) => async (round: number) => {
    const ask = postAsk("/auth/verify-magic-link", { token: secrets[round] }, { statuses: [401] });
    return (await bench.call("alva", [ask])).milliseconds;
  };
  return takeTurns(presentations, {
    unknown: present(unknown),
    expired: present(expired),
    used: present(used),
    malformed: present(malformed),
  });
}

/** Links of addresses without an account, as they are after `change`. Returns their secrets. */
async function insertLinks({ owner }: AuthBench, count: number, change: string): Promise<string[]> {
  const secrets = Array.from({ length: count }, newSecret);
  const hashes = secrets.map((secret) => createHash("sha256").update(secret).digest("base64url"));
  await owner.query(
    `insert into auth.magic_links (id, email, key_id, secret_hash, browser_hash, expires_at)
     select gen_random_uuid(), gen_random_uuid() || '@example.com', 'bench', unnest($1::text[]), '', now() + interval '10 minutes'`,
    [hashes],
  );
  await owner.query(`update auth.magic_links set ${change} where secret_hash = any($1)`, [hashes]);
  return secrets;
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function betweenMedians(name: string, kinds: readonly (readonly number[])[]): Figure {
  const medians = kinds.map(median);
  return {
    name: `${name}: between the medians`,
    value: Math.max(...medians) - Math.min(...medians),
    unit: "ms",
    budget: medianBudgetMilliseconds,
  };
}
