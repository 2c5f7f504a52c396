CREATE TABLE "app"."measured_values" (
	"user_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"measured_on" date NOT NULL,
	"value" text,
	"said_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "measured_values_user_id_measure_measured_on_pk" PRIMARY KEY("user_id","measure","measured_on")
);
