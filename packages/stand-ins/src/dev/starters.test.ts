import { expect, test } from "vitest";
import { chainToPackageManager } from "./starters.ts";

const listing = `    1     0 /sbin/init
  100     1 bash -c npx --yes pnpm@12 dev & sleep 60
  110   100 npm exec pnpm@12 dev
  111   110 sh -c 'pnpm' dev
  112   111 pnpm dev
  113   112 sh -c trap : INT; node packages/stand-ins/src/dev.ts
  200   100 node /usr/lib/node_modules/npm/bin/npx-cli.js pnpm dev
`;

test("the chain goes up to the outermost package manager and leaves out the person's shell", () => {
  expect(chainToPackageManager(listing, 113)).toEqual([113, 112, 111, 110]);
});

test.each([
  ["a package manager that runs as a script of Node", 200, [200]],
  ["a person's shell alone", 100, []],
  ["a process that is not listed", 999, []],
])("of %s the chain is %j", (_case, nearest, chain) => {
  expect(chainToPackageManager(listing, nearest)).toEqual(chain);
});
