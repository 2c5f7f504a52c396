import { describe, expect, test } from "vitest";
import { newPerson, send } from "./testing/person.ts";

describe("an answer of the api worker", () => {
  test("tells how long the database took, once for its one round trip", async () => {
    const { token } = await newPerson();
    const answer = await send("/dashboard", { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.headers.get("Server-Timing")).toMatch(/^db;dur=\d+\.\d$/);
  });

  test.each(["/health", "/dashboard"])("to GET %s without a token tells no times", async (path) => {
    expect((await send(path)).headers.get("Server-Timing")).toBeNull();
  });
});
