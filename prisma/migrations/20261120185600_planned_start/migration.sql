-- Opening a class early moves its start; who is late is counted from the planned one.
ALTER TABLE "class_sessions" ADD COLUMN "planned_starts_at" TIMESTAMPTZ(3);
