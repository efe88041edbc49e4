/**
 * The web application. Its rooms are named for what the product does; {@code server} puts them
 * together:
 *
 * <pre>
 *   server › {prediction, review, dashboard, pricing} › model › {security, label, privacy} › audit
 *     › history
 * </pre>
 *
 * <p>How the code in a room is written:
 *
 * <ul>
 *   <li><b>Controller.</b> A package-private class, {@code @RestController} under {@code /api/v1/…}
 *       (one noun, plural) or {@code @Controller} for a page; thin: it reads the request, calls one
 *       service or repository and shapes the answer as a record. It throws what its room throws and
 *       never builds an error: {@code server.Problems} turns each failure into an RFC 9457 problem.
 *   <li><b>Repository.</b> A {@code @Repository} named for what it holds ({@code PredictionLog}),
 *       with {@link org.springframework.jdbc.core.simple.JdbcClient} and SQL in text blocks that
 *       SQLite and PostgreSQL both take. Times are {@code BIGINT} milliseconds since 1970 in UTC,
 *       money is whole minor units in a {@code BIGINT}, ids are UUIDv7 as text ({@code
 *       history.Ids}), so their order is the order of time. Lists page by key on an indexed column,
 *       never by {@code OFFSET}. Several statements that belong together run in a {@link
 *       org.springframework.transaction.support.TransactionOperations}.
 *   <li><b>Migration.</b> One Flyway file a feature in {@code db/migration/all}, or the same name
 *       in {@code db/migration/sqlite} and {@code db/migration/postgresql} where the dialects
 *       differ.
 *   <li><b>Settings.</b> A record with {@code @ConfigurationProperties("greengrocer.…")}, checked
 *       in its constructor, with its defaults in {@code application.yaml} and its row in {@code
 *       docs/serve.md}.
 *   <li><b>Page.</b> A Thymeleaf template in {@code templates} inside the frame {@code
 *       layout.html}, which says how, with the parts of {@code parts.html}; its way in stands in
 *       {@code server.Navigation}. Scripts and styles are files in {@code static}: the
 *       Content-Security-Policy allows nothing inline and nothing from elsewhere.
 *   <li><b>Test.</b> Extends {@code ServedTest}: the real application on a random port, with the
 *       bundled model and a fresh data directory, spoken to over HTTP.
 * </ul>
 */
@NullMarked
package dev.greengrocer.web;

import org.jspecify.annotations.NullMarked;
