CREATE TABLE "app"."quick_win_feeds" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"options_changed_at" timestamp with time zone,
	"quick_wins" text DEFAULT 'only' NOT NULL,
	CONSTRAINT "quick_win_feeds_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "options_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "quick_wins" text DEFAULT 'include' NOT NULL;