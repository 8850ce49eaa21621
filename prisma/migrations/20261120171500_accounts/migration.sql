-- AlterTable
ALTER TABLE "schools" ADD COLUMN "staff_second_factor" BOOLEAN NOT NULL DEFAULT false;

-- A right that is taken away ends every sign-in at once, whoever takes it away and by which way.
CREATE FUNCTION end_sign_ins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ranks CONSTANT text[] := ARRAY['student', 'viewer', 'teacher', 'admin', 'super_admin'];
BEGIN
  IF (OLD.is_active AND NOT NEW.is_active)
    OR array_position(ranks, NEW.role::text) < array_position(ranks, OLD.role::text) THEN
    UPDATE sign_ins SET ended_at = now() WHERE person_id = NEW.id AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER people_lose_rights AFTER UPDATE OF role, is_active ON people
  FOR EACH ROW EXECUTE FUNCTION end_sign_ins();

-- Sign-ins of before this table have no row in it: everybody signs in once more.
DELETE FROM web_sessions WHERE sess::jsonb ? 'personId';
