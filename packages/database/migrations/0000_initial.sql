CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SCHEMA "app";
--> statement-breakpoint
CREATE TYPE "auth"."mail_kind" AS ENUM('sign_in', 'welcome', 'account_exists');--> statement-breakpoint
CREATE TYPE "auth"."revocation" AS ENUM('logout', 'reuse');--> statement-breakpoint
CREATE TYPE "app"."plan_state" AS ENUM('queued', 'strategy', 'modules', 'merging', 'ready', 'ready_partial', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "app"."plan_step" AS ENUM('strategy', 'ppc', 'blog', 'email', 'social');--> statement-breakpoint
CREATE TYPE "app"."plan_step_state" AS ENUM('waiting', 'working', 'retrying', 'done', 'template', 'not_needed', 'failed');--> statement-breakpoint
CREATE TYPE "app"."task_status" AS ENUM('planned', 'in_progress', 'done', 'deferred', 'skipped');--> statement-breakpoint
CREATE TABLE "auth"."magic_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"user_id" uuid,
	"key_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"spent_at" timestamp with time zone,
	CONSTRAINT "magic_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "auth"."mail_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"link_id" uuid NOT NULL,
	"kind" "auth"."mail_kind" NOT NULL,
	"recipient" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"dead_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."refresh_tokens" (
	"session_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refresh_tokens_session_id_generation_pk" PRIMARY KEY("session_id","generation")
);
--> statement-breakpoint
CREATE TABLE "auth"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"key_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"rotated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_for" "auth"."revocation"
);
--> statement-breakpoint
CREATE TABLE "auth"."users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "app"."plan_events" (
	"plan_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "plan_events_plan_id_sequence_pk" PRIMARY KEY("plan_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "app"."plan_requests" (
	"user_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"started" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_requests_user_id_idempotency_key_pk" PRIMARY KEY("user_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "app"."plan_steps" (
	"plan_id" uuid NOT NULL,
	"step" "app"."plan_step" NOT NULL,
	"state" "app"."plan_step_state" NOT NULL,
	"attempt" smallint NOT NULL,
	"due_at" timestamp with time zone,
	"reason" text,
	"messages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"output" jsonb,
	"answer" jsonb,
	"answered_at" timestamp with time zone,
	CONSTRAINT "plan_steps_plan_id_step_pk" PRIMARY KEY("plan_id","step")
);
--> statement-breakpoint
CREATE TABLE "app"."plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"state" "app"."plan_state" NOT NULL,
	"sequence" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"generation_key" text NOT NULL,
	"custom_plan" jsonb,
	"artifacts" jsonb,
	"master_plan" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."profile_versions" (
	"user_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profile_versions_user_id_version_pk" PRIMARY KEY("user_id","version")
);
--> statement-breakpoint
CREATE TABLE "app"."profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"profile_hash" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."tasks" (
	"plan_id" uuid NOT NULL,
	"id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"status" "app"."task_status" NOT NULL,
	"channel" text NOT NULL,
	"week" smallint,
	"due_date" date,
	"quick_win" boolean NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"origin" text DEFAULT 'plan' NOT NULL,
	"completed_at" timestamp with time zone,
	"completed_local_date" date,
	"task" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_plan_id_id_pk" PRIMARY KEY("plan_id","id")
);
--> statement-breakpoint
ALTER TABLE "auth"."magic_links" ADD CONSTRAINT "magic_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."mail_outbox" ADD CONSTRAINT "mail_outbox_link_id_magic_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "auth"."magic_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."plan_events" ADD CONSTRAINT "plan_events_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."plan_requests" ADD CONSTRAINT "plan_requests_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."plan_steps" ADD CONSTRAINT "plan_steps_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."tasks" ADD CONSTRAINT "tasks_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "magic_links_outstanding" ON "auth"."magic_links" USING btree ("email","created_at") WHERE "auth"."magic_links"."spent_at" is null;--> statement-breakpoint
CREATE INDEX "magic_links_user" ON "auth"."magic_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "magic_links_expiry" ON "auth"."magic_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mail_outbox_due" ON "auth"."mail_outbox" USING btree ("next_attempt_at") WHERE "auth"."mail_outbox"."sent_at" is null and "auth"."mail_outbox"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "mail_outbox_link" ON "auth"."mail_outbox" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "auth"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_created" ON "auth"."sessions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "plans_of_user" ON "app"."plans" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_running_plan_per_generation_key" ON "app"."plans" USING btree ("user_id","generation_key") WHERE "app"."plans"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "unfinished_plans" ON "app"."plans" USING btree ("created_at") WHERE "app"."plans"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_of_user" ON "app"."tasks" USING btree ("user_id","id");