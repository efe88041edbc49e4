package dev.greengrocer.web.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.ModelLabels;
import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.model.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of the one model that answers. Another may take it while requests run: those that began
 * with the old one end with it, and none fails. The model before stays open, so that going back
 * takes no time and cannot fail. Thread-safe.
 */
public final class ActiveModel implements ModelLabels, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ActiveModel.class);

  private final ModelCatalog catalog;
  private final Consumer<Runnable> transaction;
  private final List<Consumer<ModelBundle>> listeners = new ArrayList<>();
  private final List<ChangeRecord> records = new ArrayList<>();
  private final CompletableFuture<LoadedModel> first;
  private volatile @Nullable LoadedModel current;
  private volatile @Nullable LoadedModel previous;
  private volatile ModelPeers peers = ModelPeers.NONE;

  /**
   * Begins to open the first model on a thread of its own, because there is much else to do at a
   * start. A request that needs the model waits for it.
   *
   * @param transaction runs the records of a change, all of them or none
   */
  @SuppressWarnings("FutureReturnValueIgnored") // await() tells how it went
  public ActiveModel(ModelCatalog catalog, Consumer<Runnable> transaction) {
    this.catalog = catalog;
    this.transaction = transaction;
    this.first = CompletableFuture.supplyAsync(this::openFirst, ActiveModel::onOwnThread);
  }

  private static void onOwnThread(Runnable work) {
    Thread thread = new Thread(work, "model");
    thread.setDaemon(true);
    thread.start();
  }

  private LoadedModel openFirst() {
    LoadedModel model = LoadedModel.open(catalog.first());
    synchronized (this) {
      current = model;
      listeners.forEach(listener -> listener.accept(model.bundle()));
    }
    return model;
  }

  /**
   * Waits until the first model is open and warm.
   *
   * @throws dev.greengrocer.InvalidModelException if it does not pass the check
   */
  public void await() {
    try {
      first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private LoadedModel running() {
    LoadedModel model = current;
    while (model == null) {
      await();
      model = current;
    }
    return model;
  }

  /** Takes the model for one request; it stays open until the lease is closed. */
  public Lease lease() {
    LoadedModel model = running();
    while (!model.use()) {
      model = running(); // it was replaced in this very moment
    }
    return new Lease(model);
  }

  /** The model that answers now. */
  public ModelBundle current() {
    return running().bundle();
  }

  /**
   * What was counted where the model that answers now was measured: on test photos if it was, else
   * on the most photos; empty when its bundle holds no counts.
   */
  public Optional<EvaluationCounts> evaluation() {
    return running().evaluation();
  }

  /** The model to which {@link #rollBack} goes back. */
  public Optional<ModelBundle> previous() {
    return Optional.ofNullable(previous).map(LoadedModel::bundle);
  }

  /**
   * Opens a bundle of the catalog, checks it, and lets it answer from now on. If it does not pass,
   * the present model goes on as if nothing had happened.
   *
   * @param actor who wants it
   * @param name the bundle's name in the catalog
   * @throws dev.greengrocer.InvalidModelException if it does not pass the check
   * @throws RefusedException if there is no such bundle
   */
  public ModelBundle swap(Actor actor, String name) {
    await();
    return swap(actor, catalog.find(name));
  }

  private synchronized ModelBundle swap(Actor actor, Path directory) {
    LoadedModel next = LoadedModel.open(directory);
    try {
      record(actor, next);
    } catch (RuntimeException e) {
      next.release();
      throw e;
    }
    replace(next, true);
    return next.bundle();
  }

  /**
   * Lets the model before answer again.
   *
   * @throws RefusedException if there is none
   */
  public synchronized ModelBundle rollBack(Actor actor) {
    LoadedModel next = previous;
    if (next == null) {
      throw new RefusedException(
          Problem.CONFLICT, "No model has run before this one since the server started");
    }
    record(actor, next);
    previous = null;
    replace(next, false);
    return next.bundle();
  }

  /**
   * Takes a model that all servers agreed on and that one of them has recorded.
   *
   * @param next open; closed when it answers already
   */
  synchronized void follow(LoadedModel next) {
    if (next.fingerprint().equals(fingerprint())) {
      next.release(); // the change was made here
      return;
    }
    try (ModelCatalog.Choice choice = catalog.choose(next.bundle().directory())) {
      choice.keep();
    } catch (StorageException e) {
      log.warn("The next start finds the model of the other servers by itself: {}", e.getMessage());
    }
    replace(next, true);
  }

  /** The hash of the description and weights of the model that answers now. */
  String fingerprint() {
    return running().fingerprint();
  }

  /** From now on a change needs the other servers. */
  void shareWith(ModelPeers others) {
    peers = others;
  }

  /** Writes a change down everywhere or nowhere: a change that cannot be recorded is not made. */
  private void record(Actor actor, LoadedModel next) {
    try (ModelPeers.Agreement agreement = peers.agree(next);
        ModelCatalog.Choice choice = catalog.choose(next.bundle().directory())) {
      ModelBundle before = current();
      transaction.accept(
          () -> {
            records.forEach(record -> record.record(actor, before, next.bundle()));
            agreement.accept();
          });
      choice.keep();
    }
  }

  /**
   * Records every change, from one model to another, before it is made. What a record throws
   * refuses the change, and the present model goes on.
   */
  public synchronized void recordBy(ChangeRecord record) {
    records.add(record);
  }

  /**
   * Tells of the present model, as soon as there is one, and of every other one that takes its
   * place.
   *
   * @param listener must not fail: the change has been made
   */
  public synchronized void onChange(Consumer<ModelBundle> listener) {
    listeners.add(listener);
    LoadedModel model = current;
    if (model != null) {
      listener.accept(model.bundle());
    }
  }

  @Override
  public LabelSet labels() {
    return current().labels();
  }

  @Override
  public void beforeChange(Consumer<LabelSet> work) {
    recordBy((actor, before, after) -> work.accept(after.labels()));
  }

  @Override
  public void afterChange(Consumer<LabelSet> listener) {
    onChange(model -> listener.accept(model.labels()));
  }

  private void replace(LoadedModel next, boolean keepOld) {
    LoadedModel old = running();
    current = next;
    if (previous != null) {
      previous.release();
    }
    previous = keepOld ? old : null;
    if (!keepOld) {
      old.release();
    }
    listeners.forEach(listener -> listener.accept(next.bundle()));
    log.info("Model '{}' answers from now on, in place of '{}'", name(next), name(old));
  }

  private static String name(LoadedModel model) {
    return model.bundle().name();
  }

  @Override
  public synchronized void close() {
    if (current != null) {
      current.release();
    }
    if (previous != null) {
      previous.release();
      previous = null;
    }
  }

  /** Writes down that another model answers. */
  @FunctionalInterface
  public interface ChangeRecord {
    /**
     * Writes it down; what it throws refuses the change.
     *
     * @param actor who changed it
     */
    void record(Actor actor, ModelBundle before, ModelBundle after);
  }

  /** The use of a model for one request. */
  public static final class Lease implements AutoCloseable {

    private final LoadedModel model;

    private Lease(LoadedModel model) {
      this.model = model;
    }

    /** The model. */
    public LoadedModel model() {
      return model;
    }

    @Override
    public void close() {
      model.release();
    }
  }
}
