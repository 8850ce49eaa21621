-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "room_code_only" BOOLEAN NOT NULL DEFAULT false;
