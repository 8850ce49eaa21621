-- Which enrolled face a mark was compared with, so that confirming the mark's face never confirms a later one.
ALTER TABLE attendance_records ADD COLUMN template_id UUID;
