-- Mean of the second recogniser's shots, sealed like the first's; null where a face was enrolled without.
ALTER TABLE "face_templates" ADD COLUMN "second_sealed_mean" BYTEA;
