/** What every page has: its layout, navigation, language and texts, those of scripts included. */
@NullMarked
package dev.greengrocer.web.page;

import org.jspecify.annotations.NullMarked;
