import { type Args, type RedisEngine, RedisError, type Reply, type Subscription } from "../engine.ts";
import { type CommandTable, type Database, findCommand, type Result, Status } from "./command.ts";
import { connectionCommands } from "./connection.ts";
import { matcher } from "./glob.ts";
import { hashCommands } from "./hashes.ts";
import { keyCommands } from "./keys.ts";
import { listCommands } from "./lists.ts";
import { createLua } from "./lua.ts";
import { createScriptCommands } from "./scripting.ts";
import { setCommands } from "./sets.ts";
import { sortedSetCommands } from "./sorted-sets.ts";
import { Store } from "./store.ts";
import { stringCommands } from "./strings.ts";

const dataCommands: CommandTable = {
  ...connectionCommands,
  ...keyCommands,
  ...stringCommands,
  ...hashCommands,
  ...setCommands,
  ...sortedSetCommands,
  ...listCommands,
};

/**
 * A Redis inside this process, for machines without one. It runs each command to its end, so every command, script and
 * transaction is atomic. It has the commands its tables list and answers `ERR unknown command` to others.
 */
export async function createEmbeddedRedis(): Promise<RedisEngine> {
  const lua = await createLua();
  const commands = { ...dataCommands, ...createScriptCommands(lua, dataCommands) };
  const subscriptions = new Set<Subscription>();
  const database: Database = {
    store: new Store(),
    publish(channel, payload) {
      const receivers = [...subscriptions].filter((subscription) => fits(subscription, channel));
      for (const subscription of receivers) {
        subscription.deliver(Buffer.from(channel, "latin1"), Buffer.from(payload, "latin1"));
      }
      return receivers.length;
    },
  };

  function execute(args: Args): Reply {
    return orRefusal(() => {
      const words = args.map((arg) => arg.toString("latin1"));
      return toReply(findCommand(commands, words).run(database, words.slice(1)));
    });
  }

  return {
    async command(args) {
      return execute(args);
    },
    async transaction(queue) {
      for (const args of queue) {
        const refusal = orRefusal(() => {
          findCommand(
            commands,
            args.map((arg) => arg.toString("latin1")),
          );
          return null;
        });
        if (refusal instanceof RedisError) return refusal;
      }
      return queue.map(execute);
    },
    async subscribe(subscription) {
      subscriptions.add(subscription);
      return () => void subscriptions.delete(subscription);
    },
    async close() {
      subscriptions.clear();
      lua.close();
    },
  };
}

function fits({ kind, name }: Subscription, channel: string): boolean {
  const wanted = name.toString("latin1");
  return kind === "subscribe" ? wanted === channel : matcher(wanted)(channel);
}

function orRefusal(attempt: () => Reply): Reply {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof RedisError) return toReply(error);
    throw error;
  }
}

function toReply(result: Result): Reply {
  if (typeof result === "string") return Buffer.from(result, "latin1");
  if (result instanceof Status) return Buffer.from(result.text);
  if (result === null || typeof result === "number") return result;
  // Its words may quote bytes of the command.
  if (result instanceof RedisError)
    return new RedisError(Buffer.from(result.message, "latin1").toString("utf8"));
  return result.map(toReply);
}
