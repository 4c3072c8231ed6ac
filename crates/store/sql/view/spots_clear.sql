DELETE FROM spot WHERE view_id = ?1;
