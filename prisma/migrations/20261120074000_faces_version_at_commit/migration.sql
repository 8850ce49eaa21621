-- On enrolment day a whole course registers its faces at once. The version rises at commit, so that the course's
-- row is locked for the commit alone and not for the rest of the transaction.

DROP TRIGGER face_templates_added ON face_templates;
DROP TRIGGER face_templates_removed ON face_templates;
DROP FUNCTION face_templates_changed();

CREATE FUNCTION face_template_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_faces_version(ARRAY(
    SELECT course_id FROM enrollments
    WHERE student_id = CASE TG_OP WHEN 'DELETE' THEN OLD.person_id ELSE NEW.person_id END
  ));
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER face_template_changed AFTER INSERT OR DELETE ON face_templates
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION face_template_changed();
