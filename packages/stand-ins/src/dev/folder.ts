import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root, where the workers' configuration lies. */
export const projectRoot = fileURLToPath(new URL("../../../../", import.meta.url));

/** What development keeps below a root between starts: secrets, the database, who runs. Git ignores it. */
export function developmentFolder(root: string): string {
  return join(root, ".alva");
}

/** Makes the folder; nobody else on the machine may look into it. */
export async function ensureFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
