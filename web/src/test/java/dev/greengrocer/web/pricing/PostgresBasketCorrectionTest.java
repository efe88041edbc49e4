package dev.greengrocer.web.pricing;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresBasketCorrectionTest extends BasketCorrectionTest {}
