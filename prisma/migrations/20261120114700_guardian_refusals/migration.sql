-- A guardian who does not agree: kept with the link it came by, and nothing else hangs on it.
ALTER TABLE "guardian_links" ADD COLUMN "refused_at" TIMESTAMPTZ(3),
ADD COLUMN "refused_by" TEXT,
ADD COLUMN "refused_version" INTEGER;
