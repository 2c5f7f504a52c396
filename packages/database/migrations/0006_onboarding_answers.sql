ALTER TABLE "app"."card_answers" ADD COLUMN "profile_version" integer;--> statement-breakpoint
CREATE INDEX "profile_versions_by_age" ON "app"."profile_versions" USING btree ("created_at");