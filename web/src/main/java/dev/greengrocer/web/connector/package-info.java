/**
 * The connections of callers: how long they may take for head, body and answer, what becomes of a
 * body that was not read, and the container's own errors.
 */
@NullMarked
package dev.greengrocer.web.connector;

import org.jspecify.annotations.NullMarked;
