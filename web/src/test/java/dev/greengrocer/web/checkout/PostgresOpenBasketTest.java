package dev.greengrocer.web.checkout;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresOpenBasketTest extends OpenBasketTest {}
