DELETE FROM agenda_item WHERE meeting_id = ?1;
