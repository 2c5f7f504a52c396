CREATE TABLE "app"."model_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."model_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"plan_id" uuid,
	"step" "app"."plan_step",
	"draft_id" uuid,
	"message_id" text,
	"attempt" smallint NOT NULL,
	"prompt_version" text NOT NULL,
	"request_hash" text NOT NULL,
	"model" text,
	"prompt_tokens" integer NOT NULL,
	"completion_tokens" integer NOT NULL,
	"output" text,
	"output_hash" text,
	"outcome" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_outcome_per_plan_attempt" UNIQUE("plan_id","step","attempt"),
	CONSTRAINT "one_outcome_per_draft_attempt" UNIQUE("draft_id","attempt"),
	CONSTRAINT "about_one_thing" CHECK (num_nonnulls("app"."model_attempts"."plan_id", "app"."model_attempts"."draft_id", "app"."model_attempts"."message_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "auth"."closings" ADD COLUMN "trace_id" text DEFAULT replace(gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."plans" ADD COLUMN "trace_id" text DEFAULT replace(gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."drafts" ADD COLUMN "trace_id" text DEFAULT replace(gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."model_attempts" ADD CONSTRAINT "model_attempts_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."model_attempts" ADD CONSTRAINT "model_attempts_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "app"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."model_attempts" ADD CONSTRAINT "model_attempts_of_message" FOREIGN KEY ("user_id","message_id") REFERENCES "app"."chat_messages"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_attempts_of_user" ON "app"."model_attempts" USING btree ("user_id","message_id");