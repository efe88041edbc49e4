/**
 * Names the photos of an archive on an Apache Spark cluster: {@link dev.greengrocer.spark.Score} is
 * what {@code spark-submit} starts. The only package that uses Spark.
 *
 * <p>The photos are divided into parts once, and the plan is kept beside the results. A part is one
 * task, which writes one Parquet file under the part's name; a file that is there is whole. So a
 * run that was interrupted, however that happened, goes on with the parts that are missing, and two
 * runs that write the same part leave one file.
 */
@NullMarked
package dev.greengrocer.spark;

import org.jspecify.annotations.NullMarked;
