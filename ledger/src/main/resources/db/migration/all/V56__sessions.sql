-- Sessions of people who signed in at one of several servers on this database. The id is kept as a hash, and what a session
-- holds is encrypted with a key that follows from the id: who reads the table can do nothing with it.
CREATE TABLE sessions (
  id_sha256  VARCHAR(64) NOT NULL PRIMARY KEY,
  seen_at    BIGINT      NOT NULL,
  ends_at    BIGINT      NOT NULL,
  attributes TEXT        NOT NULL -- Base64
);

CREATE INDEX sessions_ends ON sessions (ends_at);
