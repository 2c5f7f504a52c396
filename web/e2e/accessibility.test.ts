import axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openProduct } from "./testing/product.ts";
import { sizes, visitScreens } from "./testing/screens/visit-screens.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

let product: Awaited<ReturnType<typeof openProduct>>;
beforeAll(async () => {
  product = await openProduct();
  return () => product.close();
});

/** What a screen reader goes by: headings without gaps, and places that can be told apart. */
const outline = ["heading-order", "landmark-unique"];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("no screen breaks a rule of WCAG 2.2 AA, at any size, light or dark, and none loses anything when narrow or widely spaced", async () => {
  const found: string[] = [];
  await visitScreens(product.browser, product.addresses, async (name, page) => {
    await page.evaluate(axe.source);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      found.push(...(await broken(page, rules)).map((what) => `${name}, ${size.width}: ${what}`));
    }
    found.push(...(await broken(page, outline)).map((what) => `${name}: ${what}`));
    // Nothing but colours is another in the dark, and they are the same at any size.
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await broken(page, ["color-contrast"])).map((what) => `${name}, dark: ${what}`));
    await page.emulateMedia({ colorScheme: "light" });
    // 1280 pixels at 400 % are 320 (WCAG 1.4.10).
    await page.setViewportSize({ width: 320, height: 640 });
    found.push(...(await page.evaluate(lost)).map((what) => `${name}, 320: ${what}`));
    await page.evaluate(spaceText);
    found.push(...(await page.evaluate(lost)).map((what) => `${name}, 320 and spaced: ${what}`));
    await page.evaluate(() => (document.adoptedStyleSheets = []));
    await page.setViewportSize(sizes[1]);
  });
  expect(found).toEqual([]);
}, 600_000);

async function broken(page: Page, runOnly: string[]): Promise<string[]> {
  // What passes is not described one by one, which takes as long as finding it.
  const { violations } = await page.evaluate(
    (only) => window.axe.run({ runOnly: only, resultTypes: ["violations"] }),
    runOnly,
  );
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
    return [id, ...places].join("\n    ");
  });
}

/** The spacing that a reader may ask for (WCAG 1.4.12). */
function spaceText(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
  );
  document.adoptedStyleSheets = [sheet];
}

/** What reaches beyond the page's side, or out of the box that it stands in. A line that is cut on purpose is whole in the task's panel. */
function lost(): string[] {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page gets this function alone
  const words = (element: Element) => `${element.tagName} “${(element.textContent ?? "").slice(0, 60)}”`;
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide =
    scrollWidth > clientWidth
      ? [...document.body.querySelectorAll("*")]
          .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
          .slice(-1)
          .map((element) => `too wide by ${scrollWidth - clientWidth}, ${words(element)}`)
      : [];
  const cut = [...document.body.querySelectorAll<HTMLElement>("*")].filter((element) => {
    const holdsWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
    );
    if (!holdsWords || element.closest(".sr-only, .line-clamp-1, textarea, select, option") !== null)
      return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const isHigher =
      getComputedStyle(element).overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
    return isHigher || (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1);
  });
  return [...wide, ...cut.slice(0, 3).map((element) => `cut, ${words(element)}`)];
}
