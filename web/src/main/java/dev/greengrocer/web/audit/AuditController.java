package dev.greengrocer.web.audit;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditFilter;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for an administrator's program. */
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit", description = "Who changed what; for administrators")
class AuditController {

  private final AuditLog audit;

  AuditController(AuditLog audit) {
    this.audit = audit;
  }

  @GetMapping
  @Operation(operationId = "listAuditEntries", summary = "List changes, the latest first")
  Page<AuditEntry> list(
      @Parameter(schema = @Schema(implementation = AuditEntry.Kind.class))
          @RequestParam(required = false)
          @Nullable String kind,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(description = "How many; 50 when absent")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer limit,
      @Parameter(deprecated = true, description = "The older name of limit")
          @RequestParam(required = false)
          @Min(value = 1, message = Page.LIMIT)
          @Max(value = Page.MOST, message = Page.LIMIT)
          @Nullable Integer size) {
    return audit.page(
        new AuditFilter(kind(kind), actor, subject, from, to), cursor, Page.size(limit, size));
  }

  private static AuditEntry.@Nullable Kind kind(@Nullable String id) {
    try {
      return id == null ? null : AuditEntry.Kind.of(id);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "kind '%s': price, sale, stock, customer, user, key, label, prediction, model, setting or backup"
              .formatted(id),
          e);
    }
  }
}
