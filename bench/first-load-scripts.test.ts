import { expect, test } from "vitest";
import { firstLoadScripts } from "./first-load-scripts.ts";

test("a script counts once, preloaded or run, and not at all for browsers without modules", () => {
  const html = `<head><link rel="preload" as="script" fetchPriority="low" href="/chunks/webpack.js"/>
    <script src="/chunks/main.js" async=""></script>
    <script src="/chunks/webpack.js?v=2" async=""></script>
    <script src="/chunks/polyfills.js" noModule=""></script>
    <link rel="preload" as="style" href="/app.css"/></head><body><script>inline()</script></body>`;
  expect(firstLoadScripts(html)).toEqual(["/chunks/main.js", "/chunks/webpack.js"]);
});
