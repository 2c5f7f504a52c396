import { expect, test } from "vitest";
import { releases, webBuild } from "./steps.ts";

const settings = {
  file: "a.toml",
  secrets: [],
  variables: {
    WEB_ORIGIN: "https://app.wick.shop",
    AUTH_ORIGIN: "https://auth.wick.shop",
    API_ORIGIN: "https://api.wick.shop",
  },
};

test("the database comes before the workers, auth before api, the app last", () => {
  expect(releases(settings).map(({ does }) => does)).toEqual([
    "migrate the database",
    "deploy auth",
    "deploy api",
    "deploy web",
  ]);
});

test("each worker answers at the host of its own origin", () => {
  expect(
    releases(settings).flatMap(({ command }) => command.filter((part) => part.startsWith("--domain"))),
  ).toEqual(["--domain=auth.wick.shop", "--domain=api.wick.shop"]);
});

test("the app is built for the origins that the workers are told", () => {
  expect(webBuild(settings).env).toEqual({
    NEXT_PUBLIC_WEB_ORIGIN: "https://app.wick.shop",
    NEXT_PUBLIC_AUTH_ORIGIN: "https://auth.wick.shop",
    NEXT_PUBLIC_API_ORIGIN: "https://api.wick.shop",
  });
});
