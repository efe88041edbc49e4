/**
 * The database, SQLite or PostgreSQL, and the data directory: opening, versions, locks, ids, paging
 * by key, and commits that several writers share.
 */
@NullMarked
package dev.greengrocer.ledger.database;

import org.jspecify.annotations.NullMarked;
