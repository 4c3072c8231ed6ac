-- Only while rows are salvaged: what they refer to may come later or never.
PRAGMA foreign_keys = OFF;
