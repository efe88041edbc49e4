package dev.greengrocer.web.connector;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connector that the server listens with: {@link SteadyProtocol} with its settings. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> steadyConnector(
      SteadySettings settings) {
    return factory -> {
      factory.setProtocol(SteadyProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> configure(connector, settings));
      // An address of this server is given as a path alone: no caller's Host is in an answer.
      factory.addContextCustomizers(context -> context.setUseRelativeRedirects(true));
    };
  }

  private static void configure(Connector connector, SteadySettings settings) {
    // Let through to the firewall of the security filters, which refuses it with the methods that
    // the address takes; the container would name those of a servlet.
    connector.setAllowTrace(true);
    if (connector.getProtocolHandler() instanceof SteadyProtocol protocol) {
      protocol.setHeadTimeout(settings.head());
      protocol.setBodyRate(settings.grace(), settings.rate().toBytes());
      protocol.setAnswerRate(settings.answerRate().toBytes());
    }
  }
}
