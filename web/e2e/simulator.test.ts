import { expect, test } from "vitest";
import { signInWithPlan } from "./testing/planned-owner.ts";
import { openProduct } from "./testing/product.ts";

test("a number that cannot be counted with stays as it is typed, and the page says with what it counts instead", async () => {
  const { addresses, browser, close } = await openProduct();
  const page = await signInWithPlan(browser, addresses);
  await page.goto(`${addresses.web}/plan/simulator`);
  const field = page.getByRole("spinbutton", { name: "Hours a week" });
  await field.fill("25");
  await page.getByText("Give a whole number from 0 to 20. Until then I count with 5.").waitFor();
  expect(await field.inputValue()).toBe("25");
  await field.fill("");
  expect(await field.inputValue()).toBe("");
  expect(await field.getAttribute("aria-invalid")).toBe("true");

  const slider = page.getByRole("slider", { name: "Hours a week" });
  await slider.press("PageUp");
  expect(await field.inputValue()).toBe("10");
  expect(await field.getAttribute("aria-invalid")).toBe("false");
  await close();
});
