import { Socket } from "node:net";

/**
 * Loaded into a child process before its program. The starter holds the other end of file descriptor 3 and never writes;
 * when it closes, the starter is gone, killed perhaps, and the child ends with everything that it started. The child
 * leads a process group of its own, so signalling the group reaches nobody else. What the child forks inherits this import,
 * but has no such descriptor (its channel to the child may be number 3) and needs none: it is in the group. Watching keeps no
 * child alive: one that has finished its work ends.
 */
if (process.channel === undefined)
  new Socket({ fd: 3 })
    .on("close", () => process.kill(0, "SIGKILL"))
    .resume()
    .unref();
