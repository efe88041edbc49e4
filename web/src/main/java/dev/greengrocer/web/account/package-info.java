/**
 * The people who may sign in: users with their roles, passwords and PINs, the pages on which they
 * are managed, and the guard that slows guessing down.
 */
@NullMarked
package dev.greengrocer.web.account;

import org.jspecify.annotations.NullMarked;
