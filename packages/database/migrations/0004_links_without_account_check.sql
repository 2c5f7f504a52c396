ALTER TABLE "auth"."magic_links" DROP CONSTRAINT "magic_links_user_id_users_id_fk";
