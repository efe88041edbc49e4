package dev.greengrocer.cli.console;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.source.LeftOut;
import dev.greengrocer.lab.dataset.source.PhotoWalk;
import java.io.BufferedReader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.PatternSyntaxException;

/**
 * The photos that the arguments of a command mean, found as they are asked for: files, folders,
 * quoted patterns, and {@code -} for paths from standard input, one a line.
 *
 * <p>What counts as a photo in a folder, {@link PhotoWalk} decides; a file that is named itself
 * counts always, even when it does not exist, so that its absence is reported.
 */
public final class PhotoPaths implements Iterator<Path> {

  private final Iterator<String> arguments;
  private final BufferedReader input;
  private final LeftOut leftOut = new LeftOut();
  private Iterator<Path> current = Collections.emptyIterator();

  public PhotoPaths(List<String> arguments, BufferedReader input) {
    this.arguments = arguments.iterator();
    this.input = input;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && arguments.hasNext()) {
      current = expand(arguments.next());
    }
    return current.hasNext();
  }

  @Override
  public Path next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  /** What the folders held besides photos, as far as they were walked through. */
  public LeftOut leftOut() {
    return leftOut;
  }

  private Iterator<Path> expand(String argument) {
    if (argument.equals("-")) {
      return input.lines().filter(line -> !line.isBlank()).map(PhotoPaths::path).iterator();
    }
    if (isPattern(argument) && !exists(argument)) {
      return matches(argument);
    }
    Path path = path(argument);
    return Files.isDirectory(path) ? PhotoWalk.photos(path, leftOut) : List.of(path).iterator();
  }

  // The folder before the first wildcard is walked, and each file in it matched.
  private Iterator<Path> matches(String pattern) {
    int wildcard = firstWildcard(pattern);
    int slash = pattern.lastIndexOf('/', wildcard);
    Path base = path(slash < 0 ? "." : pattern.substring(0, slash + 1));
    if (!Files.isDirectory(base)) {
      return Collections.emptyIterator();
    }
    PathMatcher matcher = matcher(pattern.substring(slash + 1));
    Iterator<Path> found =
        PhotoWalk.matching(base, file -> matcher.matches(base.relativize(file)), leftOut);
    return slash < 0 ? new Relative(base, found) : found;
  }

  /** Paths as the user would write them, without the {@code ./} that the walk began with. */
  private record Relative(Path base, Iterator<Path> found) implements Iterator<Path> {
    @Override
    public boolean hasNext() {
      return found.hasNext();
    }

    @Override
    public Path next() {
      return base.relativize(found.next());
    }
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidConfigurationException(
          "'%s' is neither a file nor a pattern: %s".formatted(pattern, e.getDescription()), e);
    }
  }

  private static boolean isPattern(String argument) {
    return firstWildcard(argument) < argument.length();
  }

  private static int firstWildcard(String argument) {
    int first = argument.length();
    for (char wildcard : new char[] {'*', '?', '[', '{'}) {
      int at = argument.indexOf(wildcard);
      first = at < 0 ? first : Math.min(first, at);
    }
    return first;
  }

  private static boolean exists(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false; // Windows allows no wildcards in names.
    }
  }

  /** The path that a text means. */
  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidConfigurationException(
          "'%s' is not the name of a file on this system (%s); in a locale without UTF-8, set LC_ALL=C.UTF-8"
              .formatted(text, e.getReason()),
          e);
    }
  }
}
