DELETE FROM assessment WHERE id = ?1;
