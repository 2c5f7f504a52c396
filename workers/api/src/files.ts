import { dependencyUnavailable } from "@alva/http/api-error";

/** Whose file, and which. */
export interface FileKey {
  readonly userId: string;
  readonly id: string;
}

/** A file in the bucket, and when it was written. */
export interface StoredFile extends FileKey {
  readonly writtenAt: Date;
}

/** The bytes of the files that people upload. Every call rejects with `dependency_unavailable` when R2 is out of reach. */
export type Files = ReturnType<typeof createFiles>;

/** The files in a bucket, each under `user id/file id`. */
export function createFiles(bucket: R2Bucket) {
  async function remove(keys: readonly FileKey[]): Promise<void> {
    if (keys.length > 0) await reached(bucket.delete(keys.map(nameOf)));
  }

  /** The files whose name begins so, in pages of at most 1,000, which is also the most that one call deletes. */
  async function* pages(prefix: string): AsyncGenerator<StoredFile[]> {
    let cursor: string | undefined;
    do {
      const page: R2Objects = await reached(bucket.list({ prefix, ...(cursor !== undefined && { cursor }) }));
      yield page.objects.map(storedFile);
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor !== undefined);
  }

  async function read(key: FileKey): Promise<ArrayBuffer | undefined> {
    const found = await reached(bucket.get(nameOf(key)));
    return found ? reached(found.arrayBuffer()) : undefined;
  }

  return {
    async write(key: FileKey, bytes: ArrayBuffer): Promise<void> {
      await reached(bucket.put(nameOf(key), bytes));
    },
    /** Undefined when there is no such file. */
    read,
    /** Many files by their id, those left out that are not there. */
    async readAll(keys: readonly FileKey[]): Promise<Map<string, ArrayBuffer>> {
      const found = await Promise.all(keys.map(async (key) => ({ id: key.id, bytes: await read(key) })));
      return new Map(found.flatMap(({ id, bytes }) => (bytes ? [[id, bytes]] : [])));
    },
    remove,
    pages,
    /** Deletes every file of a person. */
    async deleteOf(userId: string): Promise<void> {
      for await (const page of pages(`${userId}/`)) await remove(page);
    },
  };
}

function nameOf({ userId, id }: FileKey): string {
  return `${userId}/${id}`;
}

function storedFile({ key, uploaded }: R2Object): StoredFile {
  const [userId = "", id = ""] = key.split("/");
  return { userId, id, writtenAt: uploaded };
}

async function reached<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    throw dependencyUnavailable(error);
  }
}
