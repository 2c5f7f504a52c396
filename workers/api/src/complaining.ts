/**
 * Carries out one piece of the sweep. What goes wrong in it is told to the log and goes no further, so that it keeps
 * nothing else from moving; the next sweep tries it again. Resolves with undefined then.
 */
export async function complaining<Result>(
  part: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ level: "error", event: "sweep_failed", part, error: name }));
    return undefined;
  }
}
