import assert from "node:assert/strict";
import { test } from "node:test";
import { Courier, Undelivered } from "../../../../web/src/main/resources/static/js/courier.js";

/** Pauses that the test ends, and how long they would have been. */
function pauses() {
  const waits = [];
  const pause = (milliseconds) => {
    waits.push(milliseconds);
    return { done: Promise.resolve(), cancel() {} };
  };
  return { waits, pause };
}

test("jobs go one after the other, in order, each with its number", async () => {
  const courier = new Courier();
  const log = [];
  let running = 0;
  for (const key of ["a", "b", "c"]) {
    courier.add(key, async (number) => {
      assert.equal(++running, 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      log.push([key, number]);
    });
  }
  await courier.idle();
  assert.deepEqual(log, [["a", 1], ["b", 2], ["c", 3]]);
});

test("of jobs of one key that wait, the last one is delivered", async () => {
  const courier = new Courier();
  const log = [];
  courier.add("a", async () => log.push("a1"));
  courier.add("a", async () => log.push("a2"));
  courier.add("a", async () => log.push("a3"));
  await courier.idle();
  assert.deepEqual(log, ["a1", "a3"]);
});

test("what is not delivered is tried again, later and later, before anything else goes", async () => {
  const { waits, pause } = pauses();
  const troubles = [];
  const courier = new Courier({ pause, onTrouble: (failure) => troubles.push(failure?.reason ?? null) });
  const log = [];
  let tries = 0;
  courier.add("a", async (number) => {
    log.push(`a${number}`);
    if (++tries < 8) {
      throw new Undelivered("out of reach");
    }
  });
  courier.add("b", async (number) => log.push(`b${number}`));
  await courier.idle();
  assert.deepEqual(log, ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "b9"]);
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.deepEqual(troubles.slice(0, 7), Array(7).fill("offline"));
  assert.deepEqual(troubles.slice(7), [null, null]);
});

test("a kick ends the wait", async () => {
  const courier = new Courier();
  let tries = 0;
  courier.add("a", async () => {
    if (++tries === 1) {
      setTimeout(() => courier.kick(), 5);
      throw new Undelivered("out of reach");
    }
  });
  const start = performance.now();
  await courier.idle();
  assert.equal(tries, 2);
  assert.ok(performance.now() - start < 900);
});

test("a job that fails for good does not hold up the next", async (context) => {
  context.mock.method(console, "error", () => {});
  const courier = new Courier();
  const log = [];
  courier.add("a", async () => {
    throw new Error("refused");
  });
  courier.add("b", async () => log.push("b"));
  await courier.idle();
  assert.deepEqual(log, ["b"]);
  assert.ok(courier.isIdle);
});
