package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.powerbi.Measure.Formula;

/** The ends of the interval of Wilson (1927), as the application has it everywhere. Stateless. */
final class Wilson {

  private Wilson() {}

  /**
   * An end of the 95 % interval of a share.
   *
   * @param count the figure of how many there are
   * @param share the figure of the share
   * @param sign minus for the lower end, plus for the upper
   * @param counted a SELECT of how many there are and how many of them fit, as n and k
   */
  static Formula end(String count, String share, char sign, String counted) {
    return new Formula(
        """
        VAR TrialCount = %s
        VAR HitShare = %s
        VAR NormalQuantile = 1.959963984540054
        RETURN
            IF(
                TrialCount > 0,
                DIVIDE(
                    HitShare + NormalQuantile * NormalQuantile / (2 * TrialCount) %s NormalQuantile * SQRT(HitShare * (1 - HitShare) / TrialCount + NormalQuantile * NormalQuantile / (4 * TrialCount * TrialCount)),
                    1 + NormalQuantile * NormalQuantile / TrialCount
                )
            )
        """
            .formatted(count, share, sign),
        """
        SELECT (p + z * z / (2 * n) %s z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
        FROM (SELECT n, k / NULLIF(n, 0) AS p, 1.959963984540054::DOUBLE AS z FROM (%s))
        WHERE n > 0
        """
            .formatted(sign, counted));
  }
}
