-- What led to a revision, and whose request a proposal answers.
ALTER TABLE "record_revisions" ADD COLUMN "proposal_id" UUID, ADD COLUMN "request_id" UUID;
ALTER TABLE "change_proposals" ADD COLUMN "request_id" UUID;

CREATE INDEX "record_revisions_proposal_id_idx" ON "record_revisions"("proposal_id");
CREATE INDEX "record_revisions_request_id_idx" ON "record_revisions"("request_id");
CREATE INDEX "change_proposals_request_id_idx" ON "change_proposals"("request_id");

ALTER TABLE "record_revisions" ADD CONSTRAINT "record_revisions_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "change_proposals"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "record_revisions" ADD CONSTRAINT "record_revisions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "correction_requests"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "change_proposals" ADD CONSTRAINT "change_proposals_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "correction_requests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A student asks once about a session until there is an answer; an answer is worked on once.
CREATE UNIQUE INDEX "correction_requests_one_open" ON "correction_requests"("session_id", "student_id") WHERE "state" = 'open';
CREATE UNIQUE INDEX "change_proposals_one_open" ON "change_proposals"("request_id") WHERE "state" = 'open';
