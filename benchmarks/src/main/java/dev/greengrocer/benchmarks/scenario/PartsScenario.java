package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.parts.PhotoParts;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The parts of the work on JMH, each in a process of its own. */
public final class PartsScenario implements Scenario {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(PhotoParts.class.getPackageName())
            .jvmArgs("-XX:+UseSerialGC", "-Dgreengrocer.home=" + setting.home())
            .shouldFailOnError(true);
    if (setting.small()) {
      options.warmupIterations(1).measurementIterations(3);
    }
    for (RunResult run :
        new Runner(options.build())
            .run().stream().sorted(Comparator.comparing(PartsScenario::part)).toList()) {
      double[] values =
          run.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
              .toArray();
      results.add(
          parameters(run.getParams()),
          part(run),
          run.getPrimaryResult().getScoreUnit(),
          Spread.of(values));
    }
  }

  private static String part(RunResult run) {
    String name = run.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What the part works on; where there is but one such thing, the part's class names it. */
  private static String parameters(BenchmarkParams parameters) {
    return parameters.getParamsKeys().isEmpty()
        ? parameters.getBenchmark().replaceFirst(".*\\.(\\w+)\\.\\w+$", "$1")
        : parameters.getParamsKeys().stream()
            .map(parameters::getParam)
            .collect(Collectors.joining(", "));
  }
}
