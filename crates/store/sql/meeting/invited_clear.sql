DELETE FROM invitation WHERE meeting_id = ?1;
