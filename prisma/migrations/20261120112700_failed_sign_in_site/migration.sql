-- Wrong passwords are counted per household or site: a machine with IPv6 may change its address at will.
ALTER TABLE "failed_sign_ins" ADD COLUMN "site" TEXT;
UPDATE "failed_sign_ins" SET "site" = "address";
ALTER TABLE "failed_sign_ins" ALTER COLUMN "site" SET NOT NULL;

DROP INDEX "failed_sign_ins_school_id_address_created_at_idx";
CREATE INDEX "failed_sign_ins_school_id_site_created_at_idx" ON "failed_sign_ins"("school_id", "site", "created_at");
