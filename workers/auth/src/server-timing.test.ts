import { describe, expect, test } from "vitest";
import { newAddress, newPerson } from "./testing/sign-in.ts";

describe("an answer of the auth worker", () => {
  test("tells how long the database took, once for its one round trip", async () => {
    const { browser, accessToken } = await newPerson();
    const answer = await browser.send("/auth/me", { accessToken });
    expect(answer.headers.get("Server-Timing")).toMatch(/^db;dur=\d+\.\d$/);
  });

  test.each(["/auth/register", "/auth/send-magic-link", "/auth/change-email"])(
    "to POST %s tells no times, since they depend on whether the address is known",
    async (path) => {
      const { browser, accessToken, email } = await newPerson();
      for (const address of [email, newAddress()]) {
        const answer = await browser.post(path, { email: address }, { accessToken });
        expect(answer.status).toBe(202);
        expect(answer.headers.get("Server-Timing")).toBeNull();
      }
    },
  );
});
