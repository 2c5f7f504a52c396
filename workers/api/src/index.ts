import { createEntrance } from "@alva/http/entrance";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { sweep } from "./sweep.ts";
import { createPorts } from "./ports.ts";

export default createEntrance({
  service: "api",
  connect(env) {
    const ports = createPorts(readConfig(env));
    return { app: createApp(ports), sweep: () => sweep(ports) };
  },
}) satisfies ExportedHandler<Env>;
