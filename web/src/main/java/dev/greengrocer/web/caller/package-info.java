/**
 * Who asks: a signed-in user, a program with a key, or no one, with a role and as the {@code Actor}
 * of the ledger. {@code Caller} is what every controller is given.
 */
@NullMarked
package dev.greengrocer.web.caller;

import org.jspecify.annotations.NullMarked;
