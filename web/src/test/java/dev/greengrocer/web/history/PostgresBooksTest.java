package dev.greengrocer.web.history;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresBooksTest extends BooksTest {}
