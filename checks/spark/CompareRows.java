import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the Parquet files of a run with the JSON lines of {@code greengrocer predict}: the same photos, one row each,
 * the same decision, reason, shortlist and predictions, errors where there are errors.
 */
final class CompareRows {

  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
    // The JSON of both, by Spark itself: path, and all that must be equal.
    List<Row> predicted =
        spark
            .read()
            .schema(
                "path string, decision string, reason struct<id:string>,"
                    + " shortlist array<struct<label:string,probability:double>>,"
                    + " predictions array<struct<label:string,probability:double>>, model string, error string")
            .json(arguments[1])
            .selectExpr(
                "path",
                "to_json(struct(decision, reason.id as reason, shortlist, predictions, if(decision is null, null, model) as model))",
                "error")
            .collectAsList();
    List<Row> scored =
        spark
            .read()
            .parquet(arguments[0])
            .selectExpr(
                "photo",
                "to_json(struct(decision, reason, shortlist, predictions, if(decision is null, null, model) as model))",
                "error")
            .collectAsList();
    Map<String, Row> expected = new HashMap<>();
    for (Row row : predicted) {
      expected.put(row.getString(0), row);
    }
    int errors = 0;
    for (Row row : scored) {
      Row other = expected.remove(row.getString(0));
      if (other == null) {
        fail("a second row, or one of no photo: " + row);
      } else if (!row.equals(other)) {
        fail("differ:\n" + row + "\n" + other);
      }
      errors += row.isNullAt(2) ? 0 : 1;
    }
    if (!expected.isEmpty()) {
      fail("photos without a row: " + expected.keySet());
    }
    System.out.printf(
        "   %d rows, one a photo, %d of them errors, all equal to predict's to the last digit%n",
        scored.size(), errors);
    spark.stop();
  }

  private static void fail(String words) {
    System.err.println(words);
    System.exit(1);
  }
}
