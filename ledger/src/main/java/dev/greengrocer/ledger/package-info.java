/**
 * What happened, kept: predictions and their photos, the labels that people gave, prices, sales,
 * and who changed what. Nothing here knows of a web request. Which package may use which is in
 * {@code docs/architecture.md}.
 *
 * <ul>
 *   <li><b>Repository.</b> A {@code @Repository} named for what it holds ({@code PredictionLog}),
 *       with {@link org.springframework.jdbc.core.simple.JdbcClient} and SQL in text blocks that
 *       SQLite and PostgreSQL both take. Times are {@code BIGINT} milliseconds since 1970 in UTC,
 *       money is whole minor units in a {@code BIGINT}, ids are UUIDv7 as text ({@code
 *       database.Ids}), so their order is the order of time. Lists page by key on an indexed
 *       column, never by {@code OFFSET}. Several statements that belong together run in a {@link
 *       org.springframework.transaction.support.TransactionOperations}.
 *   <li><b>Migration.</b> One Flyway file for each feature in {@code db/migration/all}, or the same
 *       name in {@code db/migration/sqlite} and {@code db/migration/postgresql} where the dialects
 *       differ. What SQL cannot say is a class beside {@code database.Migrations}, which lists it.
 *   <li><b>Failure.</b> A {@link dev.greengrocer.ledger.RefusedException} with its {@link
 *       dev.greengrocer.ledger.Problem}; the web alone turns it into an HTTP status.
 * </ul>
 */
@NullMarked
package dev.greengrocer.ledger;

import org.jspecify.annotations.NullMarked;
