package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README is compiled and run as it is there. */
final class ReadmeTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void the_example_names_a_photo() throws IOException, InterruptedException {
    Matcher example = EXAMPLE.matcher(Files.readString(HOME.resolve("README.md")));
    assertThat(example.find()).as("a Java example in the README").isTrue();
    String source = example.group(1);
    Matcher name = CLASS.matcher(source);
    assertThat(name.find()).as("a class in the example").isTrue();
    Path file = Files.writeString(folder.resolve(name.group(1) + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            OutputStream.nullOutputStream(),
            System.err,
            List.of("-proc:none", "-cp", classPath(), "-d", folder.toString(), file.toString())
                .toArray(String[]::new));
    assertThat(failed).isZero();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + System.getProperty("path.separator") + classPath(),
                name.group(1),
                HOME.resolve("models/bundled").toString(),
                Files.write(folder.resolve("lemon.jpg"), DrawnProduce.jpeg("lemon", 3)).toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(said).containsPattern("^(ACCEPT|SHORTLIST|REJECT): [a-z ]+\\R$");
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
