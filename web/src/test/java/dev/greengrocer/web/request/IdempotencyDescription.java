package dev.greengrocer.web.request;

import dev.greengrocer.web.IdempotencyKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.BooleanSchema;

/** What the API document says of every operation that takes an {@link IdempotencyKey}. */
final class IdempotencyDescription {

  private IdempotencyDescription() {}

  /** Says what a key looks like, and by which header an answer tells that it is an earlier one. */
  static void addTo(Operation operation) {
    if (operation.getParameters() == null) {
      return;
    }
    operation.getParameters().stream()
        .filter(parameter -> IdempotencyKey.HEADER.equals(parameter.getName()))
        .forEach(
            parameter -> {
              parameter.getSchema().setPattern(IdempotencyKey.PATTERN);
              operation
                  .getResponses()
                  .forEach(
                      (status, response) -> {
                        if (status.startsWith("2")) {
                          response.addHeaderObject(IdempotencyKey.REPLAYED, replayed());
                        }
                      });
            });
  }

  private static Header replayed() {
    return new Header()
        .style(Header.StyleEnum.SIMPLE)
        .description("true when an earlier request with this key was answered so")
        .schema(new BooleanSchema());
  }
}
