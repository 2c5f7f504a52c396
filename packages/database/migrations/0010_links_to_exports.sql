CREATE TABLE "app"."export_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"plan_id" uuid,
	"format" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "export_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "app"."export_links" ADD CONSTRAINT "export_links_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "app"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_links_of_user" ON "app"."export_links" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "export_links_of_plan" ON "app"."export_links" USING btree ("plan_id");