DELETE FROM post WHERE id = ?1;
