import { expect, test } from "vitest";
import { editPath, placeToReturn } from "./return-to.ts";

test.each(["profile", "summary"] as const)("a card that was opened from the %s leads back there", (from) => {
  const { searchParams } = new URL(editPath("/onboarding/brand-clarity/1", from), "https://alva.example");
  expect(placeToReturn(searchParams)?.from).toBe(from);
});

test.each(["", "from=", "from=https://elsewhere.example", "from=//elsewhere.example", "from=toString"])(
  "the query '%s' leads nowhere",
  (query) => {
    expect(placeToReturn(new URLSearchParams(query))).toBeUndefined();
  },
);
