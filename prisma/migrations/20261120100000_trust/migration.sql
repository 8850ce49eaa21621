-- CreateEnum
CREATE TYPE "ConsentGiver" AS ENUM ('self', 'guardian_link', 'guardian_staff');

-- CreateEnum
CREATE TYPE "DeviceKeyOrigin" AS ENUM ('first', 'further', 'evicted');

-- CreateEnum
CREATE TYPE "KeyApproval" AS ENUM ('first_key', 'staff', 'passkey', 'age');

-- CreateEnum
CREATE TYPE "FaceHold" AS ENUM ('duplicate_face');

-- CreateEnum
CREATE TYPE "DuplicateVerdict" AS ENUM ('different', 'twins', 'same_person');

-- CreateEnum
CREATE TYPE "SignalState" AS ENUM ('open', 'dismissed', 'confirmed');

-- AlterTable
ALTER TABLE "schools" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "settings_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "places" ADD COLUMN     "polygon" JSONB;

-- AlterTable
ALTER TABLE "class_sessions" ADD COLUMN     "radius_m" INTEGER,
ADD COLUMN     "room_code_shown_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "face_templates" ADD COLUMN     "device_key_id" UUID,
ADD COLUMN     "hold" "FaceHold";

-- AlterTable
ALTER TABLE "device_keys" ADD COLUMN     "approved_by" "KeyApproval",
ADD COLUMN     "approved_by_id" UUID,
ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "origin" "DeviceKeyOrigin" NOT NULL DEFAULT 'further';

-- AlterTable
ALTER TABLE "attendance_records" ADD COLUMN     "risk_points" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "attendance_attempts" ADD COLUMN     "position_series" TEXT,
ADD COLUMN     "risk" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "risk_points" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "settings_version" INTEGER;

-- CreateTable
CREATE TABLE "settings_revisions" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_texts" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" "ConsentPolicy" NOT NULL,
    "text" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by_id" UUID,

    CONSTRAINT "consent_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_records" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text_hash" TEXT NOT NULL,
    "given_by" "ConsentGiver" NOT NULL,
    "guardian_name" TEXT,
    "recorded_by_id" UUID,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guardian_links" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "guardian_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duplicate_faces" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "template_id" UUID,
    "person_id" UUID NOT NULL,
    "other_person_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "distance" DOUBLE PRECISION NOT NULL,
    "radius" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verdict" "DuplicateVerdict",
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,

    CONSTRAINT "duplicate_faces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "twin_pairs" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_a_id" UUID NOT NULL,
    "person_b_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "approved_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "twin_pairs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_photos" (
    "person_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_photos_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenges" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "face_trials" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure_at" TIMESTAMPTZ(3) NOT NULL,
    "off_at" TIMESTAMPTZ(3),

    CONSTRAINT "face_trials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_decisions" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "session_id" UUID,
    "student_id" UUID,
    "record_id" UUID NOT NULL,
    "attempt_id" UUID,
    "reasons" TEXT[],
    "risk_points" INTEGER NOT NULL,
    "is_confirmed" BOOLEAN NOT NULL,
    "was_in_room" BOOLEAN,
    "reason" TEXT NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_code_receipts" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_id" UUID,

    CONSTRAINT "room_code_receipts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_messages" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "outbox_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fraud_signals" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "sightings" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "SignalState" NOT NULL DEFAULT 'open',
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decision_reason" TEXT,

    CONSTRAINT "fraud_signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fraud_signal_attempts" (
    "signal_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,

    CONSTRAINT "fraud_signal_attempts_pkey" PRIMARY KEY ("signal_id","attempt_id")
);

-- CreateTable
CREATE TABLE "fraud_signal_people" (
    "signal_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "fraud_signal_people_pkey" PRIMARY KEY ("signal_id","person_id")
);

-- CreateTable
CREATE TABLE "device_uses" (
    "school_id" UUID NOT NULL,
    "device_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "device_uses_pkey" PRIMARY KEY ("school_id","device_hash","person_id")
);

-- CreateTable
CREATE TABLE "failed_sign_ins" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failed_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refused_requests" (
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "hour_at" TIMESTAMPTZ(3) NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "refused_requests_pkey" PRIMARY KEY ("person_id","code","hour_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "settings_revisions_school_id_version_key" ON "settings_revisions"("school_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "consent_texts_school_id_version_key" ON "consent_texts"("school_id", "version");

-- CreateIndex
CREATE INDEX "consent_records_person_id_given_at_idx" ON "consent_records"("person_id", "given_at");

-- CreateIndex
CREATE UNIQUE INDEX "guardian_links_token_hash_key" ON "guardian_links"("token_hash");

-- CreateIndex
CREATE INDEX "guardian_links_person_id_created_at_idx" ON "guardian_links"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "duplicate_faces_school_id_decided_at_created_at_idx" ON "duplicate_faces"("school_id", "decided_at", "created_at");

-- CreateIndex
CREATE INDEX "duplicate_faces_template_id_idx" ON "duplicate_faces"("template_id");

-- CreateIndex
CREATE INDEX "duplicate_faces_person_id_idx" ON "duplicate_faces"("person_id");

-- CreateIndex
CREATE INDEX "duplicate_faces_other_person_id_idx" ON "duplicate_faces"("other_person_id");

-- CreateIndex
CREATE INDEX "twin_pairs_school_id_idx" ON "twin_pairs"("school_id");

-- CreateIndex
CREATE INDEX "twin_pairs_person_b_id_idx" ON "twin_pairs"("person_b_id");

-- CreateIndex
CREATE UNIQUE INDEX "twin_pairs_person_a_id_person_b_id_key" ON "twin_pairs"("person_a_id", "person_b_id");

-- CreateIndex
CREATE INDEX "person_photos_school_id_idx" ON "person_photos"("school_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_person_id_idx" ON "passkeys"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_challenges_challenge_key" ON "passkey_challenges"("challenge");

-- CreateIndex
CREATE INDEX "passkey_challenges_person_id_expires_at_idx" ON "passkey_challenges"("person_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "face_trials_person_id_bucket_key" ON "face_trials"("person_id", "bucket");

-- CreateIndex
CREATE INDEX "review_decisions_school_id_decided_at_idx" ON "review_decisions"("school_id", "decided_at");

-- CreateIndex
CREATE INDEX "review_decisions_record_id_idx" ON "review_decisions"("record_id");

-- CreateIndex
CREATE INDEX "review_decisions_session_id_idx" ON "review_decisions"("session_id");

-- CreateIndex
CREATE INDEX "review_decisions_student_id_idx" ON "review_decisions"("student_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_code_receipts_token_hash_key" ON "room_code_receipts"("token_hash");

-- CreateIndex
CREATE INDEX "room_code_receipts_session_id_idx" ON "room_code_receipts"("session_id");

-- CreateIndex
CREATE INDEX "room_code_receipts_expires_at_idx" ON "room_code_receipts"("expires_at");

-- CreateIndex
CREATE INDEX "outbox_messages_available_at_idx" ON "outbox_messages"("available_at");

-- CreateIndex
CREATE INDEX "fraud_signals_school_id_state_last_at_idx" ON "fraud_signals"("school_id", "state", "last_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "fraud_signals_school_id_kind_key_key" ON "fraud_signals"("school_id", "kind", "key");

-- CreateIndex
CREATE INDEX "fraud_signal_attempts_attempt_id_idx" ON "fraud_signal_attempts"("attempt_id");

-- CreateIndex
CREATE INDEX "fraud_signal_people_person_id_idx" ON "fraud_signal_people"("person_id");

-- CreateIndex
CREATE INDEX "device_uses_person_id_idx" ON "device_uses"("person_id");

-- CreateIndex
CREATE INDEX "failed_sign_ins_school_id_address_created_at_idx" ON "failed_sign_ins"("school_id", "address", "created_at");

-- CreateIndex
CREATE INDEX "failed_sign_ins_person_id_created_at_idx" ON "failed_sign_ins"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "refused_requests_school_id_hour_at_idx" ON "refused_requests"("school_id", "hour_at");

-- CreateIndex
CREATE INDEX "face_templates_device_key_id_idx" ON "face_templates"("device_key_id");

-- CreateIndex
CREATE INDEX "attendance_attempts_school_id_device_hash_created_at_idx" ON "attendance_attempts"("school_id", "device_hash", "created_at" DESC);

-- CreateIndex
CREATE INDEX "attendance_attempts_school_id_position_series_created_at_idx" ON "attendance_attempts"("school_id", "position_series", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "face_templates" ADD CONSTRAINT "face_templates_device_key_id_fkey" FOREIGN KEY ("device_key_id") REFERENCES "device_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settings_revisions" ADD CONSTRAINT "settings_revisions_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_texts" ADD CONSTRAINT "consent_texts_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardian_links" ADD CONSTRAINT "guardian_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_faces" ADD CONSTRAINT "duplicate_faces_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_faces" ADD CONSTRAINT "duplicate_faces_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "face_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_faces" ADD CONSTRAINT "duplicate_faces_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_faces" ADD CONSTRAINT "duplicate_faces_other_person_id_fkey" FOREIGN KEY ("other_person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "twin_pairs" ADD CONSTRAINT "twin_pairs_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "twin_pairs" ADD CONSTRAINT "twin_pairs_person_a_id_fkey" FOREIGN KEY ("person_a_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "twin_pairs" ADD CONSTRAINT "twin_pairs_person_b_id_fkey" FOREIGN KEY ("person_b_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_photos" ADD CONSTRAINT "person_photos_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_photos" ADD CONSTRAINT "person_photos_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "face_trials" ADD CONSTRAINT "face_trials_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "face_trials" ADD CONSTRAINT "face_trials_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "class_sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_student_id_fkey" FOREIGN KEY ("student_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_code_receipts" ADD CONSTRAINT "room_code_receipts_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_code_receipts" ADD CONSTRAINT "room_code_receipts_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "class_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fraud_signals" ADD CONSTRAINT "fraud_signals_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fraud_signal_attempts" ADD CONSTRAINT "fraud_signal_attempts_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "fraud_signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fraud_signal_attempts" ADD CONSTRAINT "fraud_signal_attempts_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attendance_attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fraud_signal_people" ADD CONSTRAINT "fraud_signal_people_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "fraud_signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fraud_signal_people" ADD CONSTRAINT "fraud_signal_people_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_uses" ADD CONSTRAINT "device_uses_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_uses" ADD CONSTRAINT "device_uses_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "failed_sign_ins" ADD CONSTRAINT "failed_sign_ins_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "failed_sign_ins" ADD CONSTRAINT "failed_sign_ins_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refused_requests" ADD CONSTRAINT "refused_requests_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refused_requests" ADD CONSTRAINT "refused_requests_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What is there already, in the words of the new tables.
UPDATE "device_keys" AS key SET "origin" = 'first', "approved_by" = 'first_key'
WHERE NOT EXISTS (
  SELECT FROM "device_keys" AS earlier WHERE earlier."person_id" = key."person_id" AND earlier."id" < key."id"
);
UPDATE "device_keys" SET "approved_by" = 'staff', "confirmed_at" = "active_at"
WHERE "approved_by" IS NULL AND "active_at" IS NOT NULL;
UPDATE "device_keys" AS key SET "confirmed_at" = template."confirmed_at"
FROM "face_templates" AS template
WHERE template."person_id" = key."person_id" AND template."state" = 'confirmed' AND key."origin" = 'first';
INSERT INTO "consent_texts" ("id", "school_id", "version", "policy", "text", "text_hash", "published_at")
SELECT gen_random_uuid(), "id", "consent_version", "consent_policy", "consent_text",
  encode(sha256(convert_to("consent_text", 'UTF8')), 'hex'), COALESCE("retention_published_at", "created_at")
FROM "schools";
INSERT INTO "consent_records" ("id", "school_id", "person_id", "version", "text_hash", "given_by", "given_at")
SELECT gen_random_uuid(), "school_id", "person_id", "consent_version", "consent_text_hash", 'self', "consented_at"
FROM "face_templates";
