-- How many requests each API key has left, for all servers on this database. Bucket4j writes and reads the state.
CREATE TABLE rate_limits (
  id    VARCHAR(36) NOT NULL PRIMARY KEY, -- of the API key
  state BYTEA
);
