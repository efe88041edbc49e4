/**
 * The photos of predictions, named by their hash, and the uploads that are still coming in. {@link
 * dev.greengrocer.ledger.photo.PhotoStore} is where they are kept; what servers with one bucket of
 * photos tell each other is in the database: {@link dev.greengrocer.ledger.photo.SharedPhotos}.
 */
@NullMarked
package dev.greengrocer.ledger.photo;

import org.jspecify.annotations.NullMarked;
