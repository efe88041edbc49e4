package dev.greengrocer.s3;

import dev.greengrocer.testing.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A server for a class of tests, and a bucket of its own for each of them. */
abstract class InBucketTest {

  @TempDir private static Path serverFolder;
  static S3Server server;

  private final String prefix;

  /** What lies in the bucket, as files. */
  Path bucket;

  /** Where in the bucket the test is. */
  S3Address place;

  /** In a place of the bucket whose keys begin with a prefix. */
  InBucketTest(String prefix) {
    this.prefix = prefix;
  }

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(serverFolder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeBucket(TestInfo test) throws IOException {
    String name = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    bucket = server.bucket(name);
    place = S3Address.of("s3://" + name + "/" + prefix);
  }
}
