/** Every prediction that was made, as it was made. */
@NullMarked
package dev.greengrocer.ledger.prediction;

import org.jspecify.annotations.NullMarked;
