import { readdir, readFile } from "node:fs/promises";

/**
 * Milliseconds that a process of Linux has had a processor, all its threads together (kernel documentation,
 * sched-stats): others on the machine make what it does take longer, and cost it nothing here.
 */
export async function processorTime(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const nanoseconds = await Promise.all(
    threads.map(async (thread) => {
      const [running] = (await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8")).split(" ");
      return Number(running);
    }),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
}

/** The processes that this one has started and that still run under this name. */
export async function childrenNamed(name: string): Promise<number[]> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, "utf8");
  const named = await Promise.all(
    children
      .split(" ")
      .filter((pid) => pid !== "")
      .map(async (pid) => ({ pid: Number(pid), comm: await readFile(`/proc/${pid}/comm`, "utf8") })),
  );
  return named.filter(({ comm }) => comm.trim() === name).map(({ pid }) => pid);
}
