/** The photos of predictions, named by their hash, and the uploads that are still coming in. */
@NullMarked
package dev.greengrocer.ledger.photo;

import org.jspecify.annotations.NullMarked;
