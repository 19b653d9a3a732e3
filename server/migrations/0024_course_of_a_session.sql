-- When a session was dosed, who took the watch and when its patient left: a few facts of a log, found without reading
-- it all. A dose of a new kind is added here; a test compares.
create index session_event_course on clinic.session_event (clinic_id, session_id, measured_at)
  where kind in ('dose-started', 'injection-given', 'device-given', 'spray-given', 'mouth-dose-placed', 'watch-taken',
                 'handover-read-back', 'left');
