import * as z from "zod";
import type { Answer, Received } from "../server.ts";
import { Refusal } from "./refusal.ts";
import { readJson } from "./routes/json.ts";
import type { Services } from "./services.ts";

const DeliveryFault = z.union([
  z.object({ kind: z.literal("duplicate"), count: z.int().min(1).default(1), match: z.string().optional() }),
  z.object({ kind: z.literal("reorder"), others: z.int().min(1).default(1), match: z.string().optional() }),
]);
const TimeScale = z.object({ timeScale: z.number().positive() });

/**
 * Control for tests in another process, below `/_stand-in/`: `messages` (GET the overview), `idle` (GET, answers when no
 * message is pending), `deliveries` (POST a fault such as `{"kind":"duplicate","count":1,"match":"/hook"}` or
 * `{"kind":"reorder","others":2}`, DELETE all of them) and `time-scale` (POST `{"timeScale":0.001}`).
 */
export async function controlQstash(services: Services, received: Received): Promise<Answer | undefined> {
  try {
    switch (`${received.method} ${received.target}`) {
      case "GET /_stand-in/messages":
        return { body: services.messages.overview() };
      case "GET /_stand-in/idle":
        await services.runner.idle();
        return { status: 204 };
      case "POST /_stand-in/deliveries":
        addFault(services, readJson(DeliveryFault, received));
        return { status: 204 };
      case "DELETE /_stand-in/deliveries":
        services.faults.clear();
        return { status: 204 };
      case "POST /_stand-in/time-scale":
        services.clock.setScale(readJson(TimeScale, received).timeScale);
        return { status: 204 };
      default:
        return undefined;
    }
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: { error: error.message } };
    throw error;
  }
}

function addFault({ faults }: Services, fault: z.infer<typeof DeliveryFault>): void {
  if (fault.kind === "duplicate") faults.duplicateNext(fault.count, fault.match);
  else faults.reorderNext(fault.others, fault.match);
}
