-- The marks of a school that wait for a person or are flagged, by age.
CREATE INDEX "attendance_records_school_id_state_marked_at_idx" ON "attendance_records"("school_id", "state", "marked_at");
