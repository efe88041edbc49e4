/**
 * Photo in, answer out: uploads, the bounded queue before the classifier, and the routes that
 * answer photos, for our own pages and for programs.
 */
@NullMarked
package dev.greengrocer.web.prediction;

import org.jspecify.annotations.NullMarked;
