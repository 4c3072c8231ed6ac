PRAGMA aside.application_id;
