-- The face of the other person that was compared, which another one may replace before an admin decides.
ALTER TABLE "duplicate_faces" ADD COLUMN "other_template_id" UUID;
UPDATE "duplicate_faces" AS found SET "other_template_id" = template."id"
FROM "face_templates" AS template
WHERE template."person_id" = found."other_person_id" AND template."created_at" <= found."created_at";
