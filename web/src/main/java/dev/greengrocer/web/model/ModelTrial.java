package dev.greengrocer.web.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.label.ReviewQueue;
import dev.greengrocer.ledger.label.ReviewQueue.ReviewedPhoto;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.statistics.PairedDifference;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.web.SingleJob;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets a bundle of the catalog and the present model name the shop's own reviewed photos, one trial
 * at a time, in a thread of its own; both see the same photos. Thread-safe.
 */
@Component
class ModelTrial {

  private static final Logger log = LoggerFactory.getLogger(ModelTrial.class);

  /** So that the kinds of which most is reviewed do not decide alone. */
  private static final int MOST_OF_A_KIND = 50;

  private final ActiveModel slot;
  private final ModelCatalog catalog;
  private final ReviewQueue reviewed;
  private final PhotoStore photos;
  private final AuditLog audit;
  private final SingleJob job = new SingleJob("model-trial");
  private volatile boolean isStopping;
  private volatile @Nullable Report last;

  ModelTrial(
      ActiveModel slot,
      ModelCatalog catalog,
      ReviewQueue reviewed,
      PhotoStore photos,
      AuditLog audit) {
    this.slot = slot;
    this.catalog = catalog;
    this.reviewed = reviewed;
    this.photos = photos;
    this.audit = audit;
  }

  /**
   * How a trial went.
   *
   * @param bundle its name in the catalog
   * @param present the name of the model that answered meanwhile
   * @param done how many photos both have named so far
   * @param of how many there are
   * @param right how many of them the bundle and the present model named rightly; null until all
   *     are done, and when there are none
   * @param failure why it ended early, or null
   */
  record Report(
      String bundle,
      String present,
      int done,
      int of,
      @Nullable Right right,
      @Nullable String failure) {

    /** Whether it goes on. */
    public boolean isRunning() {
      return failure == null && right == null && of > 0;
    }
  }

  /**
   * How many photos were named rightly, synonyms as one.
   *
   * @param candidate by the bundle
   * @param present by the present model
   * @param paired the accuracy of the bundle less that of the present model, on the same photos
   * @param unknown photos whose label the bundle does not know, which count as wrong
   */
  record Right(Proportion candidate, Proportion present, PairedDifference paired, long unknown) {

    /** What to make of it: the end of the key of a sentence. */
    public String verdict() {
      if (!paired.significant()) {
        return "luck";
      }
      return paired.difference().value() > 0 ? "better" : "worse";
    }
  }

  /** The last trial since the start, or null. */
  @Nullable Report last() {
    return last;
  }

  /**
   * Begins a trial unless one is under way.
   *
   * @param bundle its name in the catalog
   * @return whether it began
   * @throws RefusedException if there is no such bundle
   */
  boolean begin(Actor actor, String bundle) {
    catalog.find(bundle);
    return job.begin(
        () -> last = new Report(bundle, slot.current().name(), 0, 1, null, null),
        () -> run(actor, bundle));
  }

  private void run(Actor actor, String bundle) {
    String present = slot.current().name();
    try (ActiveModel.Lease lease = slot.lease()) {
      LoadedModel candidate = LoadedModel.open(catalog.find(bundle));
      try {
        Report report = compare(bundle, candidate, lease.model());
        last = report;
        Right right = report.right();
        if (right != null) {
          audit.record(
              actor,
              AuditEntry.Kind.MODEL,
              bundle,
              "tried on reviewed photos",
              words(report.present(), right.present()),
              words(bundle, right.candidate()));
        }
      } finally {
        candidate.release();
      }
    } catch (GreengrocerException | RefusedException | DataAccessException | IOException e) {
      last = new Report(bundle, present, 0, 0, null, String.valueOf(e.getMessage()));
      log.warn("The trial of the bundle {} ended early", bundle, e);
    }
  }

  private static String words(String name, Proportion right) {
    return "%s: %d of %d photos right".formatted(name, right.hits(), right.trials());
  }

  private Report compare(String bundle, LoadedModel candidate, LoadedModel present)
      throws IOException {
    List<ReviewedPhoto> all = photos();
    String other = present.bundle().name();
    List<Boolean> mine = new ArrayList<>();
    List<Boolean> theirs = new ArrayList<>();
    long unknown = 0;
    for (ReviewedPhoto photo : all) {
      if (isStopping) {
        return new Report(bundle, other, mine.size(), all.size(), null, "the server is stopping");
      }
      Optional<RgbImage> image = image(photo);
      if (image.isEmpty()) {
        continue; // erased in this moment
      }
      if (candidate.bundle().labels().find(photo.label()).isEmpty()) {
        unknown++;
      }
      mine.add(isRight(candidate.classifier(), image.get(), photo.label()));
      theirs.add(isRight(present.classifier(), image.get(), photo.label()));
      last = new Report(bundle, other, mine.size(), all.size(), null, null);
    }
    if (mine.isEmpty()) {
      return new Report(bundle, other, 0, 0, null, null);
    }
    boolean[] a = flags(mine);
    boolean[] b = flags(theirs);
    Right right =
        new Right(proportion(mine), proportion(theirs), PairedDifference.of(a, b), unknown);
    return new Report(bundle, other, a.length, a.length, right, null);
  }

  /** The latest of each label; the same picture once. */
  private List<ReviewedPhoto> photos() {
    Map<String, ReviewedPhoto> all = new LinkedHashMap<>();
    for (String label : reviewed.reviewedByLabel().keySet()) {
      reviewed
          .latest(label, MOST_OF_A_KIND)
          .forEach(photo -> all.putIfAbsent(photo.sha256(), photo));
    }
    return List.copyOf(all.values());
  }

  private Optional<RgbImage> image(ReviewedPhoto photo) throws IOException {
    Optional<KeptPhoto> kept = photos.find(photo.sha256(), photo.format());
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ImageDecoder().decode(kept.get().bytes(), photo.sha256()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isRight(Classifier model, RgbImage image, String label) {
    LabelSet labels = model.labels();
    if (labels.find(label).isEmpty()) {
      return false;
    }
    String named = model.classify(image).groups(labels).get(0).label();
    return labels.groupIndex(labels.indexOf(named)) == labels.groupIndex(labels.indexOf(label));
  }

  private static Proportion proportion(List<Boolean> right) {
    return new Proportion(right.stream().filter(one -> one).count(), right.size());
  }

  private static boolean[] flags(List<Boolean> right) {
    boolean[] flags = new boolean[right.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = right.get(i);
    }
    return flags;
  }

  @PreDestroy
  void stop() throws InterruptedException {
    isStopping = true;
    if (!job.end()) {
      log.warn("The trial of a model is cut off");
    }
  }
}
