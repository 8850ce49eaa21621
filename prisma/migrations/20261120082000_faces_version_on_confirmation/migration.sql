-- Only a confirmed face of another student may refuse a mark, so a confirmation changes the roster of faces too.

DROP TRIGGER face_template_changed ON face_templates;

CREATE CONSTRAINT TRIGGER face_template_changed AFTER INSERT OR DELETE OR UPDATE OF state ON face_templates
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION face_template_changed();
