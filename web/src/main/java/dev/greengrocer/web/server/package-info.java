/**
 * Puts the rooms together and opens the door: the commands {@code serve} and {@code db}, the
 * database, and the one place where a failure becomes an HTTP problem.
 */
@NullMarked
package dev.greengrocer.web.server;

import org.jspecify.annotations.NullMarked;
