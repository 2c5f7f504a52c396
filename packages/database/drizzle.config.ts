import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: ["./src/auth-tables.ts", "./src/app/*.ts"],
  schemaFilter: ["auth", "app"],
  out: "./migrations",
});
