/** Who changed what: the audit log, and the actor that each entry names. */
@NullMarked
package dev.greengrocer.ledger.audit;

import org.jspecify.annotations.NullMarked;
