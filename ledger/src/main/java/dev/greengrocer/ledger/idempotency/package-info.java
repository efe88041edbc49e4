/**
 * Requests that may come twice and are done once: the table {@code idempotency}, which every route
 * writes in the transaction of what it protects.
 */
@NullMarked
package dev.greengrocer.ledger.idempotency;

import org.jspecify.annotations.NullMarked;
