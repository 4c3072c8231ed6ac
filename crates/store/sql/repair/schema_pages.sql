SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno;
