import { Socket } from "node:net";

/**
 * Loaded into a child process before its program. The starter holds the other end of file descriptor 3 and never writes;
 * when it closes, the starter is gone, killed perhaps, and the child ends with everything that it started. The child
 * leads a process group of its own, so signalling the group reaches nobody else.
 */
new Socket({ fd: 3 }).on("close", () => process.kill(0, "SIGKILL")).resume();
