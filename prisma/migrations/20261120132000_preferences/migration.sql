-- How a person wants the screens, on every browser; `device` does as the device says.
ALTER TABLE "people" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'device',
ADD COLUMN "theme" TEXT NOT NULL DEFAULT 'device',
ADD COLUMN "contrast" TEXT NOT NULL DEFAULT 'device';
