import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildWeb } from "@alva/stand-ins/dev/web";
import { firstLoadScripts } from "./first-load-scripts.ts";
import type { Figure } from "./table.ts";

const pages = new URL("../web/.vercel/output/static/", import.meta.url);

/** kB of 1,000 bytes. The landing page is where strangers on slow networks decide whether to stay. */
const budgets = { landing: 130, other: 200 };

/** What a browser loads of script before a page works, gzipped, as the built page itself asks for it. */
export async function webFigures(): Promise<Figure[]> {
  await buildWeb({
    webOrigin: "https://app.example.com",
    authOrigin: "https://auth.example.com",
    apiOrigin: "https://api.example.com",
  });
  const sizes = new Map<string, number>();
  const figures: Figure[] = [];
  for await (const file of glob("**/*.html", { cwd: fileURLToPath(pages) })) {
    const html = await readFile(new URL(file, pages), "utf8");
    let bytes = 0;
    for (const script of firstLoadScripts(html)) {
      const size = sizes.get(script) ?? gzipSync(await readFile(new URL(`.${script}`, pages))).byteLength;
      sizes.set(script, size);
      bytes += size;
    }
    const isLanding = file === "index.html";
    figures.push({
      name: `/${file.replace(/(?:index)?\.html$/, "")}`,
      value: bytes / 1000,
      unit: "kB",
      budget: isLanding ? budgets.landing : budgets.other,
    });
  }
  return figures.toSorted((one, other) => other.value - one.value);
}
