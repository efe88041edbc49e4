-- When each of the jobs that servers do by themselves was last begun by any of them.
CREATE TABLE job_turns (
  job      VARCHAR(32) NOT NULL PRIMARY KEY,
  begun_at BIGINT      NOT NULL
);
