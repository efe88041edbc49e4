/**
 * The books: every answer that was given, and the photos by their hash. Nothing here knows of a web
 * request.
 *
 * <p>Every room reads its rows through {@link dev.greengrocer.web.history.Stored}: a row that
 * cannot be read is listed as such and hides no other.
 */
@NullMarked
package dev.greengrocer.web.history;

import org.jspecify.annotations.NullMarked;
