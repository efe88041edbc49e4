package dev.greengrocer.web.sale;

import dev.greengrocer.web.OnPostgres;
import org.springframework.test.annotation.DirtiesContext;

/** The same on PostgreSQL. */
@OnPostgres
@DirtiesContext
final class PostgresEarlierBooksTest extends EarlierBooksTest {}
