DELETE FROM view_filter WHERE view_id = ?1;
