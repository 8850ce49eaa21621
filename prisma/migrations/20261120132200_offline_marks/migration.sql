-- AlterTable
ALTER TABLE "attendance_attempts" ADD COLUMN     "captured_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "attendance_records" ADD COLUMN     "captured_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "is_offline" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "offline_chains" (
    "key_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "next_seq" INTEGER NOT NULL DEFAULT 1,
    "head" TEXT NOT NULL,
    "last_captured_at" TIMESTAMPTZ(3),
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "is_restarted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "offline_chains_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "offline_marks" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offline_marks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "offline_chains_school_id_idx" ON "offline_chains"("school_id");

-- CreateIndex
CREATE INDEX "offline_marks_school_id_idx" ON "offline_marks"("school_id");

-- CreateIndex
CREATE INDEX "offline_marks_received_at_idx" ON "offline_marks"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "offline_marks_key_id_body_hash_key" ON "offline_marks"("key_id", "body_hash");

-- AddForeignKey
ALTER TABLE "offline_chains" ADD CONSTRAINT "offline_chains_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_chains" ADD CONSTRAINT "offline_chains_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "device_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_marks" ADD CONSTRAINT "offline_marks_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_marks" ADD CONSTRAINT "offline_marks_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "device_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;
