/**
 * The books as a star schema in files: {@link dev.greengrocer.analytics.AnalyticsExport} writes
 * Parquet and CSV with a manifest and a description of every column. It needs neither a server nor
 * a model.
 */
@NullMarked
package dev.greengrocer.analytics;

import org.jspecify.annotations.NullMarked;
