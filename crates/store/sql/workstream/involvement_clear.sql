DELETE FROM involvement WHERE workstream_id = ?1;
