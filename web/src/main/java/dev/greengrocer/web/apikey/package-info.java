/** The keys of programs: made, listed, revoked, found by what a request brings. */
@NullMarked
package dev.greengrocer.web.apikey;

import org.jspecify.annotations.NullMarked;
