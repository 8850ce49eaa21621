-- One name whatever the case.
CREATE UNIQUE INDEX "classes_school_id_lower_name_key" ON "classes" ("school_id", lower("name"));
CREATE UNIQUE INDEX "streams_class_id_lower_name_key" ON "streams" ("class_id", lower("name"));

-- What a search of people looks into, in one column, so that one index serves it.
ALTER TABLE "people" ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION write_person_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := lower(concat_ws(E'\n', NEW.name, NEW.email, NEW.admission_number));
  RETURN NEW;
END
$$;
CREATE TRIGGER person_search_text BEFORE INSERT OR UPDATE OF name, email, admission_number, search_text ON "people"
  FOR EACH ROW EXECUTE FUNCTION write_person_search_text();
UPDATE "people" SET search_text = '';

CREATE INDEX "people_school_id_name_id_idx" ON "people"("school_id", "name", "id");

-- `pg_trgm` comes with PostgreSQL and needs no superuser, yet an owner may have neither its files nor the right to add
-- it. Searches are right without, only slower.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "people_search_text_idx" ON "people" USING GIN ("search_text" gin_trgm_ops);
EXCEPTION
  WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'pg_trgm is not here: searches of people read every row';
END
$$;
