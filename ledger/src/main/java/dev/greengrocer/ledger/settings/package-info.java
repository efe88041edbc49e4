/**
 * Settings that may change while the server runs: what an administrator has set covers what the
 * environment and files say.
 */
@NullMarked
package dev.greengrocer.ledger.settings;

import org.jspecify.annotations.NullMarked;
