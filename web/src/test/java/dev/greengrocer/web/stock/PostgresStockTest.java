package dev.greengrocer.web.stock;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresStockTest extends StockTest {}
