import * as z from "zod";

/** Of esbuild's metafile, what each source file weighs in what was built. */
export const Metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.int() })) }),
  ),
});

/** Bytes that each package has in a bundle, the heaviest first. Our own packages are named by their folder. */
export function packageWeights({ outputs }: z.infer<typeof Metafile>): [name: string, bytes: number][] {
  const weights = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...weights].toSorted(([, a], [, b]) => b - a);
}

/** A package in pnpm's store lies in the last `node_modules` of its path, under its own name. */
function packageOf(path: string): string {
  const installed = path.split("node_modules/").at(-1) ?? path;
  if (installed === path) return path.split("/").slice(0, 2).join("/");
  return installed
    .split("/")
    .slice(0, installed.startsWith("@") ? 2 : 1)
    .join("/");
}
