import { expect, test } from "vitest";
import { packageWeights } from "./package-weights.ts";

test("each source file weighs on its package, installed or our own, and the heaviest comes first", () => {
  const inputs = {
    "node_modules/.pnpm/zod@4.6.7/node_modules/zod/v4/core/core.js": { bytesInOutput: 20 },
    "node_modules/.pnpm/zod@4.6.7/node_modules/zod/v4/core/util.js": { bytesInOutput: 30 },
    "node_modules/.pnpm/@upstash+qstash@2.12.0/node_modules/@upstash/qstash/chunk.mjs": { bytesInOutput: 40 },
    "packages/contracts/src/task.ts": { bytesInOutput: 5 },
    "workers/api/src/index.ts": { bytesInOutput: 1 },
  };
  expect(packageWeights({ outputs: { "index.js": { inputs }, "index.js.map": { inputs: {} } } })).toEqual([
    ["zod", 50],
    ["@upstash/qstash", 40],
    ["packages/contracts", 5],
    ["workers/api", 1],
  ]);
});
