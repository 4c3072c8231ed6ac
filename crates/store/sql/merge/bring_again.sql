-- It came once before, with a merge that was undone.
UPDATE history SET merged_in = ?2 WHERE revision = ?1;
