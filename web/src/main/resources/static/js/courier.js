/**
 * Carries changes to the server one after the other, so that the last one wins and no reply is stale; what
 * does not arrive is sent again, later and later, until it does. No document, no network: checks/js tests it.
 */

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** The request did not arrive, or it is unknown whether it did: it is sent again. */
export class Undelivered extends Error {
  /**
   * @param message for the person who waits
   * @param reason "offline", "busy" or "signed-out"
   */
  constructor(message, reason = "offline") {
    super(message);
    this.reason = reason;
  }
}

export class Courier {
  #jobs = [];
  #number = 0;
  #running = null;
  #wake = null;
  #idle = [];
  #pause;
  #onTrouble;
  #onDone;

  /**
   * @param pause (milliseconds) => { done: Promise, cancel() }, so that tests need not wait
   * @param onTrouble called with an Undelivered and the wait in milliseconds, and with null when it is over
   * @param onDone called after every job, with what is still to do
   */
  constructor({ pause = timeout, onTrouble = () => {}, onDone = () => {} } = {}) {
    this.#pause = pause;
    this.#onTrouble = onTrouble;
    this.#onDone = onDone;
  }

  /**
   * Adds a job.
   * @param key jobs of one key that wait are one: the later takes the place of the earlier
   * @param deliver (number) => Promise; rejects with Undelivered to be called again with the next number.
   *     It reads what to send when it is called, so that a repetition sends the latest
   */
  add(key, deliver) {
    const waiting = this.#jobs.findIndex((job) => job.key === key && job !== this.#running);
    if (waiting >= 0) {
      this.#jobs[waiting] = { key, deliver };
    } else {
      this.#jobs.push({ key, deliver });
    }
    this.#run();
  }

  /** Whether nothing waits. */
  get isIdle() {
    return this.#jobs.length === 0;
  }

  /** The keys of what waits or is on its way. */
  get keys() {
    return this.#jobs.map((job) => job.key);
  }

  /** Resolves when nothing waits any more. */
  idle() {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Tries again now: the network is back, or the person is. */
  kick() {
    this.#wake?.cancel();
  }

  async #run() {
    if (this.#running) {
      return;
    }
    let wait = FIRST_WAIT;
    while (this.#jobs.length > 0) {
      const job = this.#jobs[0];
      this.#running = job;
      try {
        await job.deliver(++this.#number);
        wait = FIRST_WAIT;
        this.#onTrouble(null, 0);
      } catch (failure) {
        if (failure instanceof Undelivered) {
          this.#onTrouble(failure, wait);
          this.#wake = this.#pause(wait);
          await this.#wake.done;
          this.#wake = null;
          wait = Math.min(LONGEST_WAIT, wait * 2);
          continue;
        }
        console.error(failure);
      }
      this.#jobs.shift();
      this.#running = null;
      this.#onDone(job.key);
    }
    this.#running = null;
    this.#idle.splice(0).forEach((resolve) => resolve());
  }
}

function timeout(milliseconds) {
  let end;
  const done = new Promise((resolve) => {
    end = resolve;
  });
  const timer = setTimeout(end, milliseconds);
  return {
    done,
    cancel() {
      clearTimeout(timer);
      end();
    },
  };
}
