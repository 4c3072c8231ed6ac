-- Read before anything else is believed: whose file it is, and of what schema.
SELECT (SELECT application_id FROM pragma_application_id),
       (SELECT user_version FROM pragma_user_version);
