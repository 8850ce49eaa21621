-- A course's faces_version rises whenever the set of faces behind its roster changes, whoever changes
-- it and however: a cascade counts too. Every API process sees by it that what it keeps is stale.

CREATE FUNCTION raise_faces_version(course_ids uuid[]) RETURNS void LANGUAGE sql AS $$
  -- Locked in one order, so that two students who enrol at once in the same courses never wait for each other.
  UPDATE courses SET faces_version = faces_version + 1
  FROM (SELECT id FROM courses WHERE id = ANY (course_ids) ORDER BY id FOR NO KEY UPDATE) AS changed
  WHERE courses.id = changed.id;
$$;

CREATE FUNCTION enrollments_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_faces_version(ARRAY(SELECT DISTINCT course_id FROM changed_rows));
  RETURN NULL;
END;
$$;

CREATE FUNCTION face_templates_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM raise_faces_version(ARRAY(
    SELECT DISTINCT enrollments.course_id FROM enrollments JOIN changed_rows ON changed_rows.person_id = enrollments.student_id
  ));
  RETURN NULL;
END;
$$;

CREATE TRIGGER enrollments_added AFTER INSERT ON enrollments
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION enrollments_changed();
CREATE TRIGGER enrollments_removed AFTER DELETE ON enrollments
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION enrollments_changed();
CREATE TRIGGER face_templates_added AFTER INSERT ON face_templates
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION face_templates_changed();
CREATE TRIGGER face_templates_removed AFTER DELETE ON face_templates
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION face_templates_changed();
