CREATE TYPE "auth"."audit_kind" AS ENUM('link_requested', 'link_throttled', 'account_created', 'signed_in', 'new_device', 'session_evicted', 'signed_out', 'signed_out_everywhere', 'session_ended', 'reuse_detected', 'email_change_requested', 'email_changed', 'deletion_requested', 'account_restored', 'account_erased');--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'change_email';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'address_taken';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'email_changed';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'new_device';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'deletion_scheduled';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'account_erased';--> statement-breakpoint
ALTER TYPE "auth"."revocation" ADD VALUE 'ended';--> statement-breakpoint
ALTER TYPE "auth"."revocation" ADD VALUE 'evicted';--> statement-breakpoint
ALTER TYPE "auth"."revocation" ADD VALUE 'account_deleted';--> statement-breakpoint
CREATE TABLE "auth"."audit_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "auth"."audit_kind" NOT NULL,
	"user_id" uuid,
	"session_id" uuid,
	"address_hash" text,
	"device" text,
	"browser" text,
	"place" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."erasures" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL,
	"times_told" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."mail_outbox" ALTER COLUMN "link_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."magic_links" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "auth"."mail_outbox" ADD COLUMN "facts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."mail_outbox" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "browser" text;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "erases_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "audit_events_of_user" ON "auth"."audit_events" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "auth"."audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "erasures_due" ON "auth"."erasures" USING btree ("next_attempt_at");--> statement-breakpoint
ALTER TABLE "auth"."magic_links" ADD CONSTRAINT "magic_links_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "magic_links_session" ON "auth"."magic_links" USING btree ("session_id");