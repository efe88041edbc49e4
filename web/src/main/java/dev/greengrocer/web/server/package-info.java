/**
 * Starts and assembles the server: the commands {@code serve}, {@code db}, {@code doctor} and
 * {@code export}; the database; the connector with its deadlines; what every request passes (checks
 * of its parameters and body, the one place where a failure becomes an HTTP problem); the OpenAPI
 * document; and what every page has (its layout, navigation and texts).
 */
@NullMarked
package dev.greengrocer.web.server;

import org.jspecify.annotations.NullMarked;
