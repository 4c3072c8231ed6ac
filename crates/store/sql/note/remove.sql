DELETE FROM note WHERE id = ?1;
