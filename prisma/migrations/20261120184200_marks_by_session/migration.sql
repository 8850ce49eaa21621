-- CreateIndex
CREATE INDEX "attendance_records_session_id_student_id_state_status_idx" ON "attendance_records"("session_id", "student_id", "state", "status");
