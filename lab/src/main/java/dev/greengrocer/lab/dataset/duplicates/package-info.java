/** Photos that show the same picture: pairs, groups, and groups that lie in several splits. */
@NullMarked
package dev.greengrocer.lab.dataset.duplicates;

import org.jspecify.annotations.NullMarked;
