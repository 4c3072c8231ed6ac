DELETE FROM decision WHERE meeting_id = ?1;
