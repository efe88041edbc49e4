/** Charts. The only package that draws them. */
@NullMarked
package dev.greengrocer.lab.report.plot;

import org.jspecify.annotations.NullMarked;
