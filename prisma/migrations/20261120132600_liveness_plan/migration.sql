-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "liveness_plan" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "attendance_attempts" ADD COLUMN     "liveness_series" TEXT;

-- CreateIndex
CREATE INDEX "attendance_attempts_school_id_liveness_series_idx" ON "attendance_attempts"("school_id", "liveness_series");
