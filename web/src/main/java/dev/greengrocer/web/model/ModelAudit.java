package dev.greengrocer.web.model;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.security.AuditEntry;
import dev.greengrocer.web.security.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down who let which model answer, and which one answered before. Thread-safe. */
@Component
class ModelAudit {

  private final AuditLog audit;
  private @Nullable ModelBundle last;

  ModelAudit(ModelSlot models, AuditLog audit) {
    this.audit = audit;
    models.onChange(this::changed);
  }

  private synchronized void changed(ModelBundle model) {
    // The first one was nobody's change: the server started.
    if (last != null) {
      audit.record(AuditEntry.Kind.MODEL, model.name(), "answers", words(last), words(model));
    }
    last = model;
  }

  private static String words(ModelBundle model) {
    return model.name() + ", weights " + model.modelSha256();
  }
}
