/**
 * What people say that photos show. {@link dev.greengrocer.ledger.label.LabelLog} is the one way in
 * for every such statement; other packages hear of it as a {@link
 * dev.greengrocer.ledger.label.LabelListener}. {@link dev.greengrocer.ledger.label.ReviewQueue}
 * holds what a person should look at.
 */
@NullMarked
package dev.greengrocer.ledger.label;

import org.jspecify.annotations.NullMarked;
