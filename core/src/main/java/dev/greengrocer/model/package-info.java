/**
 * What is shipped: a network with its labels, preprocessing, provenance and measured quality in one
 * directory.
 */
@NullMarked
package dev.greengrocer.model;

import org.jspecify.annotations.NullMarked;
