-- What is in the tables no longer follows from these steps alone, so none of them can be taken back.
UPDATE history SET standing = 'dropped' WHERE standing IS NOT NULL AND seq <= ?1;
