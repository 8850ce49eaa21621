-- A wrong room code that a person scanned; one sent with a mark stands in its attempt.
CREATE TABLE "room_code_misses" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "room_code_misses_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "room_code_misses_session_id_person_id_idx" ON "room_code_misses"("session_id", "person_id");

CREATE INDEX "room_code_misses_person_id_idx" ON "room_code_misses"("person_id");

ALTER TABLE "room_code_misses" ADD CONSTRAINT "room_code_misses_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "schools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "room_code_misses" ADD CONSTRAINT "room_code_misses_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "class_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "room_code_misses" ADD CONSTRAINT "room_code_misses_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
