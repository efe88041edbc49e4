package dev.greengrocer.lab.report.plot;

import java.util.Base64;
import java.util.function.Function;

/**
 * A plot inside a page, drawn twice: for light and for dark screens.
 *
 * @param light a PNG in Base64
 * @param dark a PNG in Base64
 */
public record PagePlot(String light, String dark) {

  public static PagePlot of(Function<ChartPalette, byte[]> plot) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new PagePlot(
        base64.encodeToString(plot.apply(ChartPalette.LIGHT)),
        base64.encodeToString(plot.apply(ChartPalette.DARK)));
  }
}
