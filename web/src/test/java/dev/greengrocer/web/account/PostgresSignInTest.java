package dev.greengrocer.web.account;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresSignInTest extends SignInTest {}
