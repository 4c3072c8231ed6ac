SELECT type, name, sql FROM aside.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid;
