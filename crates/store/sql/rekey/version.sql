PRAGMA aside.user_version;
