-- A new edit after undoing: what was undone can no longer be redone, but stays on record.
UPDATE history SET standing = 'dropped' WHERE standing = 'undone';
