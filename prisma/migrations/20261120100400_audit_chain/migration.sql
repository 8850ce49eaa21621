-- The personal part of an audit row moves into a table that can be erased; a chain over the rows shows every change.
CREATE TABLE "audit_payloads" (
    "entry_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "payload" TEXT NOT NULL,

    CONSTRAINT "audit_payloads_pkey" PRIMARY KEY ("entry_id")
);

CREATE TABLE "audit_unsealed" (
    "entry_id" UUID NOT NULL,

    CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("entry_id")
);

CREATE TABLE "audit_seals" (
    "seq" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "entry_hash" BYTEA NOT NULL,
    "chain_hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("seq")
);

CREATE TABLE "audit_cuts" (
    "seq" BIGINT NOT NULL,
    "chain_hash" BYTEA NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "cut_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_cuts_pkey" PRIMARY KEY ("seq")
);

-- Two random UUIDs are 244 random bits.
INSERT INTO "audit_payloads" ("entry_id", "school_id", "salt", "payload")
SELECT "id", "school_id", uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  jsonb_build_object('before', "before", 'after', "after", 'reason', "reason", 'address', "address",
    'user_agent', "user_agent")::text
FROM "audit_entries";

ALTER TABLE "audit_entries" ADD COLUMN "payload_hash" BYTEA;
UPDATE "audit_entries" SET "payload_hash" = sha256(p."salt" || convert_to(p."payload", 'UTF8'))
FROM "audit_payloads" AS p WHERE p."entry_id" = "audit_entries"."id";
ALTER TABLE "audit_entries" ALTER COLUMN "payload_hash" SET NOT NULL,
  DROP COLUMN "before", DROP COLUMN "after", DROP COLUMN "reason", DROP COLUMN "address", DROP COLUMN "user_agent";

ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_school_id_fkey";
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_school_id_fkey"
  FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_payloads" ADD CONSTRAINT "audit_payloads_entry_id_fkey"
  FOREIGN KEY ("entry_id") REFERENCES "audit_entries"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

CREATE UNIQUE INDEX "audit_seals_entry_id_key" ON "audit_seals"("entry_id");
DROP INDEX "audit_entries_school_id_created_at_idx";
CREATE INDEX "audit_entries_school_id_created_at_id_idx" ON "audit_entries"("school_id", "created_at" DESC, "id" DESC);
CREATE INDEX "audit_entries_school_id_actor_id_created_at_idx" ON "audit_entries"("school_id", "actor_id", "created_at" DESC);
CREATE INDEX "audit_entries_school_id_action_created_at_idx" ON "audit_entries"("school_id", "action", "created_at" DESC);

INSERT INTO "audit_unsealed" ("entry_id") SELECT "id" FROM "audit_entries";

CREATE FUNCTION queue_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id);
  RETURN NULL;
END;
$$;
CREATE TRIGGER audit_entries_unsealed AFTER INSERT ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION queue_audit_entry();
