import { readdir, readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";

const examples = new URL("../../../contracts/examples/", import.meta.url);

/**
 * The profile to send: a JSON file, named relative to `folder`, or an example that comes with the project, named without
 * its ending. Not checked beyond being JSON: that is the api's task. Rejects with a sentence.
 */
export async function readProfile(name: string, folder: string): Promise<unknown> {
  const path = resolve(folder, name);
  const text = (await read(path)) ?? (await read(new URL(`${basename(name, ".json")}.json`, examples), name));
  if (text === undefined) {
    throw new Error(
      `There is no file ${path}. Examples that come with the project: ${(await listExamples()).join(", ")}.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is not valid JSON: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
}

async function listExamples(): Promise<string[]> {
  return (await readdir(examples)).map((file) => basename(file, ".json")).toSorted();
}

/** Nothing when there is no such file, or when an example is meant by something that is more than a name. */
async function read(path: string | URL, exampleName?: string): Promise<string | undefined> {
  if (exampleName !== undefined && basename(exampleName) !== exampleName) return undefined;
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`${String(path)} cannot be read: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
}
