SELECT seq FROM history WHERE revision = ?1;
