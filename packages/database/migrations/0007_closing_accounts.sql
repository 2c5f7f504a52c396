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
ALTER TABLE "auth"."closings" ADD CONSTRAINT "closings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "closings_due" ON "auth"."closings" USING btree ("next_attempt_at");