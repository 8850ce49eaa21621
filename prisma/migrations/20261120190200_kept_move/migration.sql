-- A class that was moved and then cancelled comes back where it was moved to, with the reason of the move.
ALTER TABLE "timetable_exceptions" ADD COLUMN "moved_reason" TEXT;
