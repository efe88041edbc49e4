/** Erasing photos, and what the tables say of customers. Each erasure has its audit entry. */
@NullMarked
package dev.greengrocer.ledger.privacy;

import org.jspecify.annotations.NullMarked;
