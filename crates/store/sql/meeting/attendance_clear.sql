DELETE FROM attendance WHERE meeting_id = ?1;
