import { type CommandTable, reads, Status } from "./command.ts";

/** Commands that touch no key. */
export const connectionCommands: CommandTable = {
  PING: reads(0, 1, (_, [message]) => message ?? new Status("PONG")),
  ECHO: reads(1, 1, (_, [message = ""]) => message),
  TIME: reads(0, 0, () => {
    const now = Date.now();
    return [String(Math.floor(now / 1000)), String((now % 1000) * 1000)];
  }),
  PUBLISH: reads(2, 2, (database, [channel = "", payload = ""]) => database.publish(channel, payload)),
};
