SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM organisation), (SELECT count(*) FROM leader),
       (SELECT count(*) FROM post), (SELECT count(*) FROM tie), (SELECT count(*) FROM assessment),
       (SELECT count(*) FROM source), (SELECT count(*) FROM workstream), (SELECT count(*) FROM dependency),
       (SELECT count(*) FROM need), (SELECT count(*) FROM commitment), (SELECT count(*) FROM note),
       (SELECT count(*) FROM view), (SELECT count(*) FROM history);
