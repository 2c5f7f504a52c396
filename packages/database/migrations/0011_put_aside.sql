ALTER TABLE "app"."plans" ADD COLUMN "put_aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "answers_put_aside_until" timestamp with time zone;