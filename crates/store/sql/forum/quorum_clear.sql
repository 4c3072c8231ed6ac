DELETE FROM quorum_rule WHERE forum_id = ?1;
