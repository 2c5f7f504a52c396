import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openProduct } from "./testing/product.ts";
import { sizes, visitScreens } from "./testing/screens/visit-screens.ts";

const folder = fileURLToPath(new URL("../.screenshots/", import.meta.url));

test("every screen is drawn at every size, light and dark", async () => {
  await mkdir(folder, { recursive: true });
  const product = await openProduct();
  const drawn: string[] = [];
  try {
    await visitScreens(product.browser, product.addresses, async (name, page) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          const file = `${name}-${size.width}-${colorScheme}.png`;
          await page.screenshot({ path: folder + file });
          drawn.push(file);
        }
      }
      await page.setViewportSize(sizes[1]);
    });
  } finally {
    await product.close();
  }
  expect(new Set(drawn).size).toBe(drawn.length);
}, 600_000);
