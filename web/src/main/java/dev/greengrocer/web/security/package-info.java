/**
 * Who may do what: users, roles, API keys, rate limits, the audit log, and the headers that keep a
 * browser safe.
 */
@NullMarked
package dev.greengrocer.web.security;

import org.jspecify.annotations.NullMarked;
