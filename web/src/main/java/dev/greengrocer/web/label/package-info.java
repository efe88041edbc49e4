/**
 * What people say that photos show. {@link dev.greengrocer.web.label.LabelLog} is the one way in
 * for every such statement; other rooms hear of it as a {@link
 * dev.greengrocer.web.label.LabelListener}.
 */
@NullMarked
package dev.greengrocer.web.label;

import org.jspecify.annotations.NullMarked;
