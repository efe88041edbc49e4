/**
 * The books: every answer that was given, and the photos by their hash. Nothing here knows of a web
 * request.
 */
@NullMarked
package dev.greengrocer.web.history;

import org.jspecify.annotations.NullMarked;
