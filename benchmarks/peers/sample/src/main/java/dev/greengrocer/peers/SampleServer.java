package dev.greengrocer.peers;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The usual sample behind a plain Spring MVC controller; it keeps no books and checks nothing. */
@SpringBootApplication
class SampleServer {

  private static final String ARGUMENTS = "sample";

  /**
   * Serves {@code POST /predictions} on a free port.
   *
   * @param arguments network, threads, resize, size, mean, standard deviation
   */
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SampleServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.port",
            "0",
            "server.address",
            "127.0.0.1",
            "spring.main.banner-mode",
            "off",
            ARGUMENTS,
            String.join(",", arguments)));
    ConfigurableApplicationContext context = application.run();
    System.out.println(
        "listens on http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  @Bean(destroyMethod = "close")
  OnnxSample sample(Environment environment) throws Exception {
    return OnnxSample.of(List.of(environment.getRequiredProperty(ARGUMENTS).split(",")));
  }

  /** Answers with the best five. */
  @RestController
  static class Predictions {

    private final OnnxSample sample;

    Predictions(OnnxSample sample) {
      this.sample = sample;
    }

    @PostMapping("/predictions")
    List<OnnxSample.Score> classify(@RequestBody byte[] photo) throws Exception {
      return sample.classify(photo);
    }
  }
}
