package dev.greengrocer.spark;

import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.inference.Classifier;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** What a task does with the photos of a part. The model travels to each executor once. */
final class PartScorer implements MapPartitionsFunction<String, Row> {

  private static final long serialVersionUID = 1;

  /**
   * Photos that are fetched at a time: storage that is far away answers slowly, but many at once.
   */
  private static final int READERS = 4;

  private final Broadcast<BundleFiles> bundle;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final int top;

  PartScorer(SparkSession spark, BundleFiles bundle, int top) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.bundle = context.broadcast(bundle);
    this.hadoop = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    this.top = top;
  }

  @Override
  public Iterator<Row> call(Iterator<String> photos) {
    TaskContext task = TaskContext.get();
    Classifier classifier = ExecutorClassifiers.of(bundle.value(), task.cpus());
    WorkerPool readers = WorkerPool.fixed(READERS, "reader");
    task.addTaskCompletionListener((TaskCompletionListener) ended -> readers.close());
    return new ScoredPhotos(
        photos,
        new PhotoReader(hadoop.value().value()),
        readers,
        classifier,
        new ScoredRow(bundle.value(), classifier.labels(), top));
  }
}
