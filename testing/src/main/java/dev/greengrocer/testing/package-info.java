/**
 * What tests are given: pictures, networks and bundles, drawn in code and written as files.
 *
 * <p>Sees no other module, so that the tests of every module, core's among them, can use it: a
 * bundle is written here as its format says, not by the classes under test.
 */
@NullMarked
package dev.greengrocer.testing;

import org.jspecify.annotations.NullMarked;
