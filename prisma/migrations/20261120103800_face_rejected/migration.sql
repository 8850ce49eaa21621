-- AlterTable
ALTER TABLE "people" ADD COLUMN     "face_rejected_at" TIMESTAMPTZ(3);
