ALTER TABLE "session_staff" ADD COLUMN "reason" TEXT;

-- What has still to open by itself is little among all that there ever was.
CREATE INDEX "class_sessions_to_open" ON "class_sessions"("starts_at")
  WHERE "opens_itself" AND "opened_at" IS NULL AND "cancelled_at" IS NULL;
