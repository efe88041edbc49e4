package dev.greengrocer.web.doctor;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.model.ModelCatalog;

/**
 * Opens the model that the next start would take, as that start does: its files and their hashes,
 * and its answer to a drawn photo.
 */
final class ModelCheck implements Check {

  private final Premises premises;

  ModelCheck(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String subject() {
    return "model";
  }

  @Override
  public Finding look() {
    ModelCatalog catalog =
        new ModelCatalog(
            premises.home().resolve("models").resolve("bundled"),
            premises.model(),
            premises.dataDirectory());
    try (ActiveModel models = new ActiveModel(catalog, Runnable::run)) {
      models.await();
      ModelBundle bundle = models.current();
      return Finding.ok(
          subject(),
          "%s is whole (%.12s…) and answers a drawn photo with one of %d labels"
              .formatted(bundle.directory(), bundle.modelSha256(), bundle.labels().size()));
    } catch (LinkageError e) {
      return Finding.error(
          subject(),
          "the model cannot be tried: a native library cannot be loaded",
          "see the finding 'natives'");
    }
  }
}
