CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SCHEMA "app";
