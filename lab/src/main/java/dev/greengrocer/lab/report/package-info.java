/** Numbers to pages and pictures that people read. The only room that draws charts. */
@NullMarked
package dev.greengrocer.lab.report;

import org.jspecify.annotations.NullMarked;
