/**
 * The star schema as a Power BI project: {@link dev.greengrocer.analytics.powerbi.PowerBiProject}
 * writes a semantic model (TMDL) and a report (PBIR) that Power BI Desktop opens. What is in it is
 * data: {@link dev.greengrocer.analytics.powerbi.Measures} lists every figure, {@link
 * dev.greengrocer.analytics.powerbi.Pages} every page; tables and columns are those of {@link
 * dev.greengrocer.analytics.schema.StarSchema}.
 */
@NullMarked
package dev.greengrocer.analytics.powerbi;

import org.jspecify.annotations.NullMarked;
