-- Browsers in which a user has signed in before: guessing elsewhere does not slow them down.
CREATE TABLE known_browsers (
  secret_sha256 VARCHAR(64) NOT NULL,
  user_id       VARCHAR(36) NOT NULL,
  created_at    BIGINT      NOT NULL,
  PRIMARY KEY (secret_sha256, user_id)
);

CREATE INDEX known_browsers_user ON known_browsers (user_id, created_at);

-- What was counted by name alone: from now on by name and address, or by name and browser.
DELETE FROM sign_in_failures;
