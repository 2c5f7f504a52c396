ALTER TABLE "app"."chat_proposals" DROP CONSTRAINT "chat_proposals_message_id_chat_messages_id_fk";
--> statement-breakpoint
ALTER TABLE "app"."chat_messages" DROP CONSTRAINT "chat_messages_pkey";--> statement-breakpoint
ALTER TABLE "app"."chat_messages" ADD CONSTRAINT "chat_messages_user_id_id_pk" PRIMARY KEY("user_id","id");--> statement-breakpoint
ALTER TABLE "app"."chat_messages" ADD COLUMN "state" text DEFAULT 'complete' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."chat_proposals" ADD CONSTRAINT "chat_proposals_of_message" FOREIGN KEY ("user_id","message_id") REFERENCES "app"."chat_messages"("user_id","id") ON DELETE cascade ON UPDATE no action;