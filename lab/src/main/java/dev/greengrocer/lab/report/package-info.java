/** What every report shares: the folder that it is written to, thumbnails, page resources. */
@NullMarked
package dev.greengrocer.lab.report;

import org.jspecify.annotations.NullMarked;
