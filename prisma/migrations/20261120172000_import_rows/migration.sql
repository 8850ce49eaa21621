-- The rows of a file between its dry run and its import, and what became of each row.
ALTER TABLE "import_batches" ADD COLUMN "parsed" BYTEA;
ALTER TABLE "import_rows" ADD COLUMN "row_number" INTEGER NOT NULL,
ADD COLUMN "undone" TEXT;

DROP INDEX "import_rows_batch_id_idx";
CREATE INDEX "import_rows_batch_id_row_number_id_idx" ON "import_rows"("batch_id", "row_number", "id");
