package dev.greengrocer.web.model;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.model.ModelBundle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The one model of all servers on a database. Who changes it proposes the bundle; each server that
 * is alive opens its own copy and says so, or says why not; only when all have is the change
 * recorded, and each takes the model that it has ready within {@link #PAUSE}. A server that was
 * away takes it when it is back. Thread-safe.
 */
final class SharedModel implements ModelPeers, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SharedModel.class);

  /** How often a server looks. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long all others may take to open a bundle. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long PATIENCE_STEP_MILLISECONDS = 100;

  private final SharedModelTable table;
  private final ActiveModel slot;
  private final ModelCatalog catalog;
  private final boolean shared;
  private @Nullable ScheduledExecutorService watch;
  private @Nullable Prepared prepared;

  /**
   * @param table where the servers meet
   * @param shared whether the database is one that several servers can share
   */
  SharedModel(SharedModelTable table, ActiveModel slot, ModelCatalog catalog, boolean shared) {
    this.table = table;
    this.slot = slot;
    this.catalog = catalog;
    this.shared = shared;
  }

  /** A bundle that this server has opened for a proposal. */
  private record Prepared(String proposal, LoadedModel model) {}

  /** Before anything answers: the model of the servers that run, or one's own if none does. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // look() says itself what fails
  public void start() {
    slot.await();
    table.enter();
    SharedModelTable.Choice active = table.activeOrElse(folder(slot.current()), slot.fingerprint());
    if (!active.sha256().equals(slot.fingerprint())) {
      slot.follow(
          open(active)
              .orElseThrow(
                  () ->
                      new InvalidConfigurationException(
                          "the servers on this database answer with the model bundle '%s', and %s holds no such bundle; put it there, or stop them first"
                              .formatted(active.bundle(), catalog.models()))));
    }
    ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(this::thread);
    started.scheduleWithFixedDelay(
        this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    watch = started;
    slot.shareWith(this);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "shared-model");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks once. Whatever fails is tried again. */
  void look() {
    try {
      table.beSeen();
      table.proposal().ifPresentOrElse(this::prepare, this::forget);
      SharedModelTable.Choice active = table.active();
      if (!active.sha256().equals(slot.fingerprint())) {
        follow(active);
      }
    } catch (RuntimeException e) {
      // What it throws would end the watch, and this server would follow no more.
      log.warn("The other servers are asked again: {}", e.getMessage());
    }
  }

  private void prepare(SharedModelTable.Choice proposal) {
    if (table.hasAnswered(proposal.id())) {
      return;
    }
    forget();
    try {
      Optional<LoadedModel> model = open(proposal);
      model.ifPresent(opened -> prepared = new Prepared(proposal.id(), opened));
      table.answer(
          proposal.id(),
          model.isPresent() ? null : "holds no such bundle in %s".formatted(catalog.models()));
    } catch (GreengrocerException e) {
      table.answer(proposal.id(), String.valueOf(e.getMessage()));
    }
  }

  /** Its own copy of a bundle; empty when it has none that is the same. */
  private Optional<LoadedModel> open(SharedModelTable.Choice choice) {
    return catalog
        .directory(choice.bundle())
        .map(LoadedModel::open)
        .filter(
            model -> {
              boolean same = model.fingerprint().equals(choice.sha256());
              if (!same) {
                model.release();
              }
              return same;
            });
  }

  private void follow(SharedModelTable.Choice active) {
    Prepared ready = prepared;
    prepared = null;
    if (ready != null && ready.proposal().equals(active.id())) {
      slot.follow(ready.model());
      return;
    }
    if (ready != null) {
      ready.model().release();
    }
    slot.follow(
        open(active)
            .orElseThrow(
                () ->
                    new StorageException(
                        "the other servers answer with the model bundle '%s', and %s holds no such bundle; put it there"
                            .formatted(active.bundle(), catalog.models()))));
  }

  /** A proposal that was taken back. */
  private void forget() {
    Prepared ready = prepared;
    if (ready != null && !table.active().id().equals(ready.proposal())) {
      prepared = null;
      ready.model().release();
    }
  }

  @Override
  public Agreement agree(LoadedModel next) {
    ModelBundle bundle = next.bundle();
    String proposal = table.propose(folder(bundle), next.fingerprint());
    try {
      awaitAll(proposal, folder(bundle));
    } catch (RuntimeException e) {
      table.withdraw(proposal);
      throw e;
    }
    return new Agreement() {
      @Override
      public void accept() {
        table.accept(proposal);
      }

      @Override
      public void close() {
        table.withdraw(proposal);
      }
    };
  }

  private void awaitAll(String proposal, String bundle) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<SharedModelTable.Answer> missing = table.missing(proposal);
    while (!missing.isEmpty()) {
      for (SharedModelTable.Answer answer : missing) {
        if (answer.refusal() != null) {
          throw new RefusedException(
              Problem.CONFLICT,
              "model '%s': the server %s %s".formatted(bundle, answer.server(), answer.refusal()));
        }
      }
      if (System.nanoTime() > end) {
        throw new RefusedException(
            Problem.CONFLICT,
            "model '%s': the server %s did not open it in %d seconds; the present model goes on"
                .formatted(bundle, missing.get(0).server(), PATIENCE.toSeconds()));
      }
      try {
        Thread.sleep(PATIENCE_STEP_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RefusedException(Problem.CONFLICT, "The server is stopping", e);
      }
      missing = table.missing(proposal);
    }
  }

  private static String folder(ModelBundle bundle) {
    return String.valueOf(bundle.directory().getFileName());
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = watch;
    if (started != null) {
      started.shutdownNow();
      try {
        started.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      watch = null;
    }
    Prepared ready = prepared;
    if (ready != null) {
      prepared = null;
      ready.model().release();
    }
    try {
      table.leave();
    } catch (DataAccessException | TransactionException e) {
      log.warn("The other servers miss this one for some seconds: {}", e.getMessage());
    }
  }

  /** A server of its own is asked for nothing. */
  @Override
  public boolean isAutoStartup() {
    return shared;
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }

  /** Between the first model and the door. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }
}
