-- Found by the deletion of a template and of a session, and by the search for attempts on a session that is gone.
CREATE INDEX "face_probes_template_id_idx" ON "face_probes"("template_id");
CREATE INDEX "challenges_session_id_idx" ON "challenges"("session_id");
CREATE INDEX "attendance_attempts_school_id_claimed_session_id_created_at_idx" ON "attendance_attempts"("school_id", "claimed_session_id", "created_at" DESC);

-- What the contract says, for every other way in. NaN and Infinity lie above every number and fail with it.
ALTER TABLE places
  ADD CONSTRAINT places_latitude_check CHECK (latitude BETWEEN -90 AND 90),
  ADD CONSTRAINT places_longitude_check CHECK (longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT places_radius_m_check CHECK (radius_m BETWEEN 10 AND 2000);
ALTER TABLE attendance_attempts
  ADD CONSTRAINT attendance_attempts_latitude_check CHECK (latitude BETWEEN -90 AND 90),
  ADD CONSTRAINT attendance_attempts_longitude_check CHECK (longitude BETWEEN -180 AND 180);
ALTER TABLE class_sessions ADD CONSTRAINT class_sessions_ends_at_check CHECK (ends_at > starts_at);
ALTER TABLE schools
  ADD CONSTRAINT schools_default_radius_m_check CHECK (default_radius_m BETWEEN 10 AND 2000),
  ADD CONSTRAINT schools_face_threshold_check CHECK (face_threshold > 0 AND face_threshold <= 0.6);
