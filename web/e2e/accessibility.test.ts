import axe from "axe-core";
import { beforeAll, expect, test } from "vitest";
import { openProduct } from "./testing/product.ts";
import { sizes, visitScreens } from "./testing/screens.ts";

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

test("no screen breaks a rule of WCAG 2.2 AA, at any size, light or dark, and none scrolls sideways", async () => {
  const found: string[] = [];
  await visitScreens(product.browser, product.addresses, async (name, page) => {
    await page.evaluate(axe.source);
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { violations } = await page.evaluate(() =>
          window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
        );
        for (const { id, nodes } of violations) {
          const places = nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 160))
            .join("\n    ");
          found.push(`${name}, ${size.width}, ${colorScheme}: ${id}\n    ${places}`);
        }
      }
    }
    // 1280 pixels at 400 % are 320 (WCAG 1.4.10).
    await page.setViewportSize({ width: 320, height: 640 });
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (excess > 0) found.push(`${name}: ${excess} pixels too wide at 320`);
    await page.setViewportSize(sizes[1]);
  });
  expect(found).toEqual([]);
}, 180_000);
