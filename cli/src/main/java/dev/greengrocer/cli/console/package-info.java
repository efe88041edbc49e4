/**
 * What every command shares: exit codes, standard streams, interruption, progress, common
 * arguments.
 */
@NullMarked
package dev.greengrocer.cli.console;

import org.jspecify.annotations.NullMarked;
