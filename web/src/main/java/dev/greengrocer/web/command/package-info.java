/**
 * The commands {@code serve}, {@code db}, {@code doctor} and {@code export}: their options, the
 * settings that they read as the server does, and what they print when they fail.
 */
@NullMarked
package dev.greengrocer.web.command;

import org.jspecify.annotations.NullMarked;
