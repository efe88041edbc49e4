/**
 * The figures of a month as a workbook for spreadsheets: {@link
 * dev.greengrocer.analytics.excel.MonthWorkbook}. What its sheets hold is data: {@link
 * dev.greengrocer.analytics.excel.Sheets}.
 */
@NullMarked
package dev.greengrocer.analytics.excel;

import org.jspecify.annotations.NullMarked;
