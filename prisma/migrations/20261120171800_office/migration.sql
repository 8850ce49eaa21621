-- AlterTable
ALTER TABLE "schools" ADD COLUMN "is_office" BOOLEAN NOT NULL DEFAULT false;

-- One at most.
CREATE UNIQUE INDEX "schools_one_office" ON "schools"("is_office") WHERE "is_office";
