/**
 * Photos that the weights were not fitted on to a rule of decision: how sure to be, when to name
 * one kind, when to name a few, and when to name none.
 */
@NullMarked
package dev.greengrocer.lab.decision;

import org.jspecify.annotations.NullMarked;
