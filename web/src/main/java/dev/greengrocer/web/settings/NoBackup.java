package dev.greengrocer.web.settings;

/** Why a server writes no backups; the file of texts says what to do. */
enum NoBackup {
  /** It was started without a folder for them. */
  NO_FOLDER,
  /** The books are in PostgreSQL, which has programs of its own for them. */
  ON_POSTGRES
}
