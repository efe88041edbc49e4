package dev.greengrocer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.NativeLibraries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A machine on which OpenCV, ONNX Runtime or libtorch cannot be loaded. */
final class NativeLibrariesTest {

  private final StringWriter said = new StringWriter();

  /** A command that needs one of them. */
  @Command(name = "needy")
  private record Needy(Throwable failure) implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Test
  void a_library_that_is_missing_is_told_in_one_line() {
    Error first = new UnsatisfiedLinkError("/tmp/libopencv.so: cannot open shared object file");
    Error later = new NoClassDefFoundError("Could not initialize class org.bytedeco.opencv.Core");
    for (Throwable failure :
        new Throwable[] {
          first,
          new ExceptionInInitializerError(first),
          later,
          new IllegalStateException("a decoder failed", first),
          new IllegalStateException("a decoder failed", new RuntimeException(later))
        }) {
      said.getBuffer().setLength(0);

      assertThat(run(failure)).as("%s", failure).isEqualTo(2);

      assertThat(said.toString().lines()).hasSize(1);
      assertThat(said.toString())
          .startsWith("greengrocer: a library that is not Java cannot be loaded on ")
          .contains(System.getProperty("java.io.tmpdir"), "greengrocer doctor");
    }
    run(new ExceptionInInitializerError(first));
    assertThat(said.toString()).contains("libopencv.so: cannot open");
  }

  @Test
  void other_failures_are_no_missing_library() {
    assertThat(NativeLibraries.told(new NoClassDefFoundError("dev/greengrocer/Missing"))).isEmpty();
    assertThat(NativeLibraries.told(new IllegalStateException("a bug"))).isEmpty();
  }

  private int run(Throwable failure) {
    CommandLine command =
        GreengrocerCommand.commandLine()
            .addSubcommand("needy", new CommandLine(new Needy(failure)))
            .setErr(new PrintWriter(said, true));
    command
        .setExecutionStrategy(GreengrocerCommand.commandLine().getExecutionStrategy())
        .setExecutionExceptionHandler(
            GreengrocerCommand.commandLine().getExecutionExceptionHandler())
        .setExitCodeExceptionMapper(GreengrocerCommand.commandLine().getExitCodeExceptionMapper())
        .setErr(new PrintWriter(said, true));
    return GreengrocerCommand.execute(command, "needy");
  }
}
