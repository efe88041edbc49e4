/** Copies of database and photos while a server runs, and what puts them back or checks them. */
@NullMarked
package dev.greengrocer.ledger.backup;

import org.jspecify.annotations.NullMarked;
