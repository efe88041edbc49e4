import assert from "node:assert/strict";
import { test } from "node:test";
import { AutoShutter, difference, grey, HEIGHT, WIDTH } from "../../../../web/src/main/resources/static/js/auto-shutter.js";

const BELT = 90;

/** A belt with a square thing on it, a fifth of the picture's height wide. */
function belt({ at = null, shade = 200, light = 0 } = {}) {
  const side = 8;
  return Uint8ClampedArray.from({ length: WIDTH * HEIGHT }, (_, place) => {
    const x = place % WIDTH;
    const y = Math.floor(place / WIDTH);
    const isThing = at !== null && x >= at && x < at + side && y >= 8 && y < 8 + side;
    return (isThing ? shade : BELT) + light;
  });
}

/** Whether a photo is taken within some looks at the same picture. */
function looks(shutter, picture, count = 6, mayTake = true) {
  let taken = 0;
  for (let look = 0; look < count; look++) {
    taken += shutter.look(picture, mayTake) ? 1 : 0;
  }
  return taken;
}

test("grey is what the eye makes of red, green and blue", () => {
  assert.deepEqual([...grey([255, 255, 255, 255, 0, 0, 0, 255, 100, 100, 100, 255, 0, 255, 0, 255])], [255, 0, 100, 150]);
});

test("the difference is the share of places that changed", () => {
  assert.equal(difference(belt(), belt()), 0);
  assert.equal(difference(belt({ at: 4 }), belt()), 64 / 768);
  assert.equal(difference(belt({ at: 4, shade: BELT + 15 }), belt()), 0, "noise");
});

test("a lamp changes nothing, and goods all over the picture do", () => {
  assert.equal(difference(belt({ light: 30 }), belt()), 0);
  assert.equal(difference(belt({ at: 4, light: 30 }), belt()), 64 / 768);
  assert.equal(difference(belt({ light: 80 }), belt()), 1);
});

test("what lies still is photographed once", () => {
  const shutter = new AutoShutter(belt());
  assert.equal(looks(shutter, belt({ at: 4 }), 3), 0, "not yet still");
  assert.equal(looks(shutter, belt({ at: 4 }), 1), 1);
  assert.equal(looks(shutter, belt({ at: 4 }), 100), 0);
});

test("nothing is photographed while it moves", () => {
  const shutter = new AutoShutter(belt());
  for (let at = 0; at < WIDTH - 8; at++) {
    assert.equal(shutter.look(belt({ at }), true), false);
  }
});

test("other goods are photographed, also where the last ones lay", () => {
  const shutter = new AutoShutter(belt());
  assert.equal(looks(shutter, belt({ at: 4 })), 1);
  assert.equal(looks(shutter, belt({ at: 16 })), 1);
  assert.equal(looks(shutter, belt({ at: 16, shade: 20 })), 1);
});

test("while the server has not answered none is taken, and what is still there comes next", () => {
  const shutter = new AutoShutter(belt());
  assert.equal(looks(shutter, belt({ at: 4 }), 20, false), 0);
  assert.equal(looks(shutter, belt({ at: 4 }), 20, true), 1);
});

test("the first still picture is the empty place, which is not photographed, also in another light", () => {
  const shutter = new AutoShutter();
  assert.equal(looks(shutter, belt({ at: 16 }), 1), 0);
  assert.equal(shutter.empty, null);
  assert.equal(looks(shutter, belt()), 0);
  assert.deepEqual(shutter.empty, belt());
  assert.equal(looks(shutter, belt({ at: 4 })), 1);
  assert.equal(looks(shutter, belt({ light: 25 })), 0);
  assert.equal(looks(shutter, belt({ light: 60 })), 0, "slowly lighter");
});

test("a person says what the empty place is", () => {
  const shutter = new AutoShutter(belt({ at: 16 }));
  assert.equal(looks(shutter, belt()), 1);
  shutter.learnEmpty();
  assert.equal(looks(shutter, belt()), 0);
  assert.equal(looks(shutter, belt({ at: 16 })), 1);
});

test("goods that lie just as the last ones did are new after the empty place", () => {
  const shutter = new AutoShutter(belt());
  assert.equal(looks(shutter, belt({ at: 4 })), 1);
  assert.equal(looks(shutter, belt()), 0);
  assert.equal(looks(shutter, belt({ at: 4 })), 1);
});

test("a photo taken by hand is not taken once more", () => {
  const shutter = new AutoShutter(belt());
  shutter.look(belt({ at: 4 }), true);
  shutter.taken();
  assert.equal(looks(shutter, belt({ at: 4 })), 0);
});
