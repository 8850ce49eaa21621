-- Half of what opens a template lies in a file outside of the database and is overwritten when the template goes.
ALTER TABLE "face_templates" ADD COLUMN "unreadable_at" TIMESTAMPTZ(3);

CREATE TABLE "face_vault_checks" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "vault_id" UUID NOT NULL,

    CONSTRAINT "face_vault_checks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "face_vault_checks_id_check" CHECK (id = 1)
);

CREATE TABLE "deleted_templates" (
    "template_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_templates_pkey" PRIMARY KEY ("template_id")
);

-- However a template goes, by a cascade too, its slot is known to be due.
CREATE FUNCTION face_template_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO deleted_templates (template_id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END;
$$;

CREATE TRIGGER face_template_deleted AFTER DELETE ON face_templates
  FOR EACH ROW EXECUTE FUNCTION face_template_deleted();

-- A held face counts as nobody's rival, and a row that was moved or exchanged has to be met anew. Another version of the
-- wrapping key is the same face, so a rotation lets every kept roster stand.
DROP TRIGGER face_template_changed ON face_templates;

CREATE OR REPLACE FUNCTION face_template_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.key_version <> NEW.key_version AND (OLD.id, OLD.person_id, OLD.state, OLD.hold)
    IS NOT DISTINCT FROM (NEW.id, NEW.person_id, NEW.state, NEW.hold) THEN
    RETURN NULL;
  END IF;
  PERFORM raise_faces_version(ARRAY(
    SELECT DISTINCT course_id FROM enrollments
    WHERE student_id IN (
      CASE WHEN TG_OP = 'INSERT' THEN NEW.person_id ELSE OLD.person_id END,
      CASE WHEN TG_OP = 'DELETE' THEN OLD.person_id ELSE NEW.person_id END
    )
  ));
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER face_template_changed
  AFTER INSERT OR DELETE OR UPDATE OF id, person_id, state, hold, wrapped_key ON face_templates
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION face_template_changed();

-- Shots are written with their template and never changed by the product.
CREATE FUNCTION face_shot_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_faces_version(ARRAY(
    SELECT DISTINCT course_id FROM enrollments JOIN face_templates ON face_templates.person_id = enrollments.student_id
    WHERE face_templates.id IN (OLD.template_id, NEW.template_id)
  ));
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER face_shot_changed AFTER UPDATE ON face_shots
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION face_shot_changed();
