-- Servers on PostgreSQL share the limits of API keys here. The one server on SQLite has them in memory.
CREATE TABLE rate_limits (
  id    VARCHAR(36) NOT NULL PRIMARY KEY, -- of the API key
  state BLOB
);
