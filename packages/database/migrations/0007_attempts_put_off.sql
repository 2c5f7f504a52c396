ALTER TABLE "app"."plan_steps" ADD COLUMN "waits" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."drafts" ADD COLUMN "waits" smallint DEFAULT 0 NOT NULL;