ALTER TYPE "auth"."mail_kind" ADD VALUE 'plan_ready';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'daily_quick_win';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'weekly_pulse';--> statement-breakpoint
ALTER TYPE "auth"."mail_kind" ADD VALUE 'resume_onboarding';--> statement-breakpoint
DROP INDEX "app"."notices_due";--> statement-breakpoint
ALTER TABLE "app"."notice_settings" ADD COLUMN "next_look_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."notices" ADD COLUMN "expires_at" timestamp with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "notice_settings_to_look_at" ON "app"."notice_settings" USING btree ("next_look_at") WHERE "app"."notice_settings"."next_look_at" is not null;--> statement-breakpoint
CREATE INDEX "finished_plans" ON "app"."plans" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "card_answers_touched" ON "app"."card_answers" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "notices_due" ON "app"."notices" USING btree ("next_attempt_at") WHERE "app"."notices"."handed_on_at" is null;