-- Trainings, searches and evaluations that workstations have recorded. The server takes them from files in the data
-- directory; when a file has changed, what was known of its experiment is replaced as a whole.
CREATE TABLE experiments (
  id           VARCHAR(36)  NOT NULL PRIMARY KEY,
  kind         VARCHAR(16)  NOT NULL CHECK (kind IN ('train', 'distill', 'tune', 'trial', 'evaluate')),
  name         VARCHAR(200) NOT NULL,
  place        VARCHAR(64)  NOT NULL, -- the SHA-256 of the path of its folder
  search_id    VARCHAR(36),           -- of a trial: the search that it is part of
  state        VARCHAR(16)  NOT NULL CHECK (state IN ('running', 'finished', 'stopped', 'failed')),
  started_at   BIGINT       NOT NULL CHECK (started_at BETWEEN 0 AND 253402300799999),
  ended_at     BIGINT       CHECK (ended_at BETWEEN 0 AND 253402300799999), -- null while it runs
  network      VARCHAR(200) NOT NULL, -- empty for a search
  data_name    VARCHAR(200) NOT NULL,
  data_sha256  VARCHAR(64)  NOT NULL,
  model_name   VARCHAR(200),          -- null while there is no model
  model_sha256 VARCHAR(64),
  code_version VARCHAR(200) NOT NULL,
  split        VARCHAR(100),          -- of an evaluation
  file_sha256  VARCHAR(64)  NOT NULL
);
CREATE INDEX experiments_search ON experiments (search_id, id);

CREATE TABLE experiment_options (
  experiment_id VARCHAR(36)   NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  position      INTEGER       NOT NULL,
  name          VARCHAR(100)  NOT NULL,
  value         VARCHAR(1000) NOT NULL,
  PRIMARY KEY (experiment_id, position)
);

CREATE TABLE experiment_figures (
  experiment_id VARCHAR(36)      NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  position      INTEGER          NOT NULL,
  name          VARCHAR(200)     NOT NULL,
  value         DOUBLE PRECISION NOT NULL,
  low           DOUBLE PRECISION, -- of its 95 % interval, or null
  high          DOUBLE PRECISION,
  PRIMARY KEY (experiment_id, position)
);

CREATE TABLE experiment_epochs (
  experiment_id              VARCHAR(36)      NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  epoch                      INTEGER          NOT NULL CHECK (epoch >= 1),
  at                         BIGINT           NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
  learning_rate              DOUBLE PRECISION NOT NULL,
  train_loss                 DOUBLE PRECISION NOT NULL,
  validation_loss            DOUBLE PRECISION NOT NULL,
  validation_accuracy        DOUBLE PRECISION NOT NULL,
  validation_accuracy_merged DOUBLE PRECISION NOT NULL,
  images_per_second          DOUBLE PRECISION NOT NULL,
  seconds                    DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (experiment_id, epoch)
);
CREATE INDEX experiment_epochs_at ON experiment_epochs (at, experiment_id);

CREATE TABLE experiment_cells (
  experiment_id VARCHAR(36)  NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  truth         VARCHAR(200) NOT NULL,
  predicted     VARCHAR(200) NOT NULL,
  photos        BIGINT       NOT NULL CHECK (photos >= 1),
  PRIMARY KEY (experiment_id, truth, predicted)
);

-- Every epoch of every training that was recorded.
CREATE VIEW training_epochs AS
SELECT e.id AS experiment_id, e.kind, e.name, e.state, e.network, e.data_name, e.data_sha256, e.model_name, e.model_sha256,
       p.epoch, p.at, p.learning_rate, p.train_loss, p.validation_loss, p.validation_accuracy,
       p.validation_accuracy_merged, p.images_per_second, p.seconds
FROM experiments e JOIN experiment_epochs p ON p.experiment_id = e.id;

-- The confusion matrix of every evaluation that was recorded, a row for each cell that holds photos.
CREATE VIEW evaluation_cells AS
SELECT e.id AS experiment_id, e.name, COALESCE(e.ended_at, e.started_at) AS at, e.network, e.data_name, e.data_sha256,
       e.model_name, e.model_sha256, e.split, c.truth, c.predicted, c.photos,
       CASE WHEN COALESCE(t.kind, c.truth) = COALESCE(p.kind, c.predicted) THEN 1 ELSE 0 END AS is_right
FROM experiments e
JOIN experiment_cells c ON c.experiment_id = e.id
LEFT JOIN label_kinds t ON t.label = c.truth
LEFT JOIN label_kinds p ON p.label = c.predicted
WHERE e.split IS NOT NULL AND e.model_sha256 IS NOT NULL;
