-- Whether the file knows merges.
SELECT EXISTS (SELECT 1 FROM pragma_table_info('history') WHERE name = 'merged_in');
