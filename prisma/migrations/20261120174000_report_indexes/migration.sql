-- CreateIndex
CREATE INDEX "people_school_id_deactivated_at_idx" ON "people"("school_id", "deactivated_at");

-- CreateIndex
CREATE INDEX "attendance_attempts_school_id_success_created_at_idx" ON "attendance_attempts"("school_id", "success", "created_at" DESC);
