package dev.greengrocer.web.price;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresPricesTest extends PricesTest {}
