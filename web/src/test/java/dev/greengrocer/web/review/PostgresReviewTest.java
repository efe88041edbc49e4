package dev.greengrocer.web.review;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresReviewTest extends ReviewTest {}
