-- Short numbers by which users who share a till take it over from each other, and by which supervisors approve.
CREATE TABLE user_pins (
  user_id VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  pin     VARCHAR(200) NOT NULL, -- {algorithm}hash
  set_at  BIGINT       NOT NULL
);
