-- A search of the whole school opens one descriptor a person instead of five.
ALTER TABLE "face_templates" ADD COLUMN "sealed_mean" BYTEA;
