-- What the chain is made of outlives a school that is destroyed; nothing in such a row says who anybody was.
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_school_id_fkey";

-- CreateTable
CREATE TABLE "erasure_requests" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "ProposalState" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decision_reason" TEXT,

    CONSTRAINT "erasure_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "destruction_requests" (
    "school_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "confirmed_by_id" UUID,
    "token_hash" BYTEA NOT NULL,

    CONSTRAINT "destruction_requests_pkey" PRIMARY KEY ("school_id")
);

-- No school was destroyed yet: nothing could.
ALTER TABLE "destruction_certificates" ADD COLUMN "document" TEXT NOT NULL,
ADD COLUMN "token_hash" BYTEA NOT NULL;

-- CreateIndex
CREATE INDEX "erasure_requests_school_id_state_created_at_idx" ON "erasure_requests"("school_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "erasure_requests_person_id_idx" ON "erasure_requests"("person_id");

-- One open request a person.
CREATE UNIQUE INDEX "erasure_requests_one_open" ON "erasure_requests"("person_id") WHERE "state" = 'open';

-- CreateIndex
CREATE UNIQUE INDEX "destruction_requests_token_hash_key" ON "destruction_requests"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "destruction_certificates_token_hash_key" ON "destruction_certificates"("token_hash");

-- AddForeignKey
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "destruction_requests" ADD CONSTRAINT "destruction_requests_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;
