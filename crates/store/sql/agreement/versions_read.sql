SELECT agreement_id, number, date, words, changed
FROM agreement_version
WHERE agreement_id BETWEEN ?1 AND ?2
ORDER BY agreement_id, number;
