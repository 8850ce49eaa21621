ALTER TABLE "face_templates" ADD COLUMN "pose_spread" DOUBLE PRECISION;
