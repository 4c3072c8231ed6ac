SELECT forum_id, organisation_kind, minimum
FROM quorum_rule
WHERE forum_id BETWEEN ?1 AND ?2
ORDER BY forum_id, organisation_kind;
