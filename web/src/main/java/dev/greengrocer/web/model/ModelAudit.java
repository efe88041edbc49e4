package dev.greengrocer.web.model;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.model.ModelBundle;
import org.springframework.stereotype.Component;

/** Records in the audit log who let which model answer, and which one answered before. */
@Component
class ModelAudit {

  private final AuditLog audit;

  ModelAudit(ActiveModel models, AuditLog audit) {
    this.audit = audit;
    models.recordBy(this::record);
  }

  private void record(Actor actor, ModelBundle before, ModelBundle after) {
    audit.record(
        actor, AuditEntry.Kind.MODEL, after.name(), "answers", words(before), words(after));
  }

  private static String words(ModelBundle model) {
    return model.name() + ", weights " + model.modelSha256();
  }
}
