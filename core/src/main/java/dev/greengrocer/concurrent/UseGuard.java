package dev.greengrocer.concurrent;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets something be closed while other threads may be using it: closing refuses new uses, waits for
 * those that have begun, and only then releases. Thread-safe.
 *
 * <p>The owner of native memory holds one guard for it:
 *
 * <pre>{@code
 * private final UseGuard guard = new UseGuard("the session");
 *
 * Result run(Input input) {
 *   try (UseGuard.Use use = guard.enter()) {
 *     return nativeRun(handle, input);
 *   }
 * }
 *
 * public void close() {
 *   guard.close(() -> nativeFree(handle));
 * }
 * }</pre>
 */
public final class UseGuard {

  private final String name;
  private final NativeUses uses;
  private final List<Thread> users = new ArrayList<>();
  private boolean closing;
  private boolean released;

  /**
   * A guard of something open.
   *
   * @param name what is guarded, for the message of a refused use
   */
  public UseGuard(String name) {
    this(name, NativeUses.OF_PROCESS);
  }

  UseGuard(String name, NativeUses uses) {
    this.name = name;
    this.uses = uses;
  }

  /**
   * Begins a use, which lasts until the result is closed. A thread that already uses it may begin
   * another use within the first.
   *
   * @throws IllegalStateException if it was closed
   */
  public Use enter() {
    Thread user = Thread.currentThread();
    uses.begin(user); // not within this guard: it may hold the thread, and others have to leave
    if (!join(user)) {
      uses.end(user);
      throw new IllegalStateException(name + " was closed; open it again to use it");
    }
    return new Use(user);
  }

  private synchronized boolean join(Thread user) {
    return (!closing || users.contains(user)) && users.add(user);
  }

  /**
   * Refuses new uses, waits until every use has ended, and releases, once. A second call waits
   * until the first is done and does nothing. An interrupt does not shorten the wait; it is kept
   * for the caller.
   *
   * @param release frees what is guarded
   * @throws IllegalStateException if the calling thread is using it, because it would wait for
   *     itself
   */
  public void close(Runnable release) {
    if (!isFirst()) {
      return;
    }
    try {
      release.run();
    } finally {
      synchronized (this) {
        released = true;
        notifyAll();
      }
    }
  }

  private synchronized boolean isFirst() {
    if (users.contains(Thread.currentThread())) {
      throw new IllegalStateException(name + " cannot be closed by the thread that is using it");
    }
    boolean first = !closing;
    closing = true;
    boolean interrupted = false;
    while (first ? !users.isEmpty() : !released) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return first;
  }

  private synchronized void leave(Thread user) {
    users.remove(user);
    notifyAll();
  }

  /** One use. Close it on any thread, once. */
  public final class Use implements AutoCloseable {

    private final Thread user;

    private Use(Thread user) {
      this.user = user;
    }

    @Override
    public void close() {
      leave(user);
      uses.end(user);
    }
  }
}
