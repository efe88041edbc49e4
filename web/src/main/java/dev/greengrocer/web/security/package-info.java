/**
 * Who may do what: signing in, rate limits, and the headers that keep a browser safe. {@code
 * Access} is the one table of routes and roles.
 */
@NullMarked
package dev.greengrocer.web.security;

import org.jspecify.annotations.NullMarked;
