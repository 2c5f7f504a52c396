ALTER TYPE "auth"."mail_kind" ADD VALUE 'plan_ready';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'daily_quick_win';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'weekly_pulse';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'resume_onboarding';--> statement-breakpoint
CREATE TABLE "auth"."closings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"closing" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."closing_accounts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"closing" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "app"."chat_messages" (
	"id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."chat_messages_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"role" text NOT NULL,
	"parts" jsonb NOT NULL,
	"state" text DEFAULT 'complete' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_messages_user_id_id_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."chat_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"kind" text NOT NULL,
	"proposal" jsonb NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."notice_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"plan_ready" boolean DEFAULT true NOT NULL,
	"daily_quick_win" boolean DEFAULT false NOT NULL,
	"weekly_pulse" boolean DEFAULT false NOT NULL,
	"resume_onboarding" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_look_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."notices" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"occasion" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"handed_on_at" timestamp with time zone,
	CONSTRAINT "notices_user_id_kind_occasion_pk" PRIMARY KEY("user_id","kind","occasion")
);
--> statement-breakpoint
CREATE TABLE "app"."model_usage" (
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"prompt_tokens" integer DEFAULT 0 NOT NULL,
	"completion_tokens" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "model_usage_user_id_day_pk" PRIMARY KEY("user_id","day")
);
--> statement-breakpoint
CREATE TABLE "app"."card_answers" (
	"user_id" uuid NOT NULL,
	"card" text NOT NULL,
	"answer" jsonb NOT NULL,
	"skipped" boolean DEFAULT false NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"profile_version" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_answers_user_id_card_pk" PRIMARY KEY("user_id","card")
);
--> statement-breakpoint
CREATE TABLE "app"."uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"attempt" smallint DEFAULT 1 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"input" jsonb NOT NULL,
	"messages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"content" jsonb,
	"checks" jsonb,
	"answer" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."task_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."task_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"task_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"change" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "options_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD COLUMN "quick_wins" text DEFAULT 'include' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "kind" text DEFAULT 'generated' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "applied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "merge_input" jsonb;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "merge_hash" text;--> statement-breakpoint
ALTER TABLE "auth"."closings" ADD CONSTRAINT "closings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."chat_proposals" ADD CONSTRAINT "chat_proposals_of_message" FOREIGN KEY ("user_id","message_id") REFERENCES "app"."chat_messages"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "closings_due" ON "auth"."closings" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "chat_messages_of_user" ON "app"."chat_messages" USING btree ("user_id","position");--> statement-breakpoint
CREATE INDEX "chat_proposals_of_user" ON "app"."chat_proposals" USING btree ("user_id","message_id");--> statement-breakpoint
CREATE INDEX "notice_settings_to_look_at" ON "app"."notice_settings" USING btree ("next_look_at") WHERE "app"."notice_settings"."next_look_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_due" ON "app"."notices" USING btree ("next_attempt_at") WHERE "app"."notices"."handed_on_at" is null;--> statement-breakpoint
CREATE INDEX "card_answers_touched" ON "app"."card_answers" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "uploads_of_user" ON "app"."uploads" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "drafts_of_task" ON "app"."drafts" USING btree ("user_id","task_id","created_at");--> statement-breakpoint
CREATE INDEX "task_changes_of_task" ON "app"."task_changes" USING btree ("user_id","task_id","id");--> statement-breakpoint
CREATE INDEX "finished_plans" ON "app"."plans" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "profile_versions_by_age" ON "app"."profile_versions" USING btree ("created_at");--> statement-breakpoint
-- Plans that were ready so far took effect when they were finished.
UPDATE "app"."plans" SET "applied_at" = "finished_at" WHERE "state" IN ('ready', 'ready_partial');
