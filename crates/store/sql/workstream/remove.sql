DELETE FROM workstream WHERE id = ?1;
