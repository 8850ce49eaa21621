-- AlterTable
ALTER TABLE "failed_sign_ins" ADD COLUMN "resolved_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "fraud_signals_school_id_last_at_id_idx" ON "fraud_signals"("school_id", "last_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "device_uses_school_id_last_at_idx" ON "device_uses"("school_id", "last_at");
