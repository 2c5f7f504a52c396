import type { Ports } from "./ports.ts";
import { findFilesWithoutUpload } from "./queries/uploads.ts";

/** A file is written before its row; one that is this old without a row will not get one. */
const orphanAgeMilliseconds = 60 * 60 * 1000;
const slices = 256;

/**
 * Deletes files that no row speaks of: what a crash between the two writes left, or a deletion. Each minute looks at another
 * of 256 parts of the bucket, by the first two digits of the person's id.
 */
export async function sweepFiles({ db, files }: Pick<Ports, "db" | "files">, now: Date): Promise<void> {
  const slice = Math.floor(now.getTime() / 60_000) % slices;
  const oldest = now.getTime() - orphanAgeMilliseconds;
  for await (const page of files.pages(slice.toString(16).padStart(2, "0"))) {
    const settled = page.filter(({ writtenAt }) => writtenAt.getTime() < oldest);
    if (settled.length > 0) await files.remove(await findFilesWithoutUpload(db, settled));
  }
}
