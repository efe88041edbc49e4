/**
 * The workstation command: thin commands over the packages that do the work, one place that turns
 * failures into exit codes.
 */
@NullMarked
package dev.greengrocer.cli;

import org.jspecify.annotations.NullMarked;
