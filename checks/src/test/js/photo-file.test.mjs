import assert from "node:assert/strict";
import { test } from "node:test";
import "./texts/english.mjs";
import { formatOf, unreadable } from "../../../../web/src/main/resources/static/js/photo-file.js";

const bytes = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("formats are recognised by their bytes, whatever the name", () => {
  assert.equal(formatOf(bytes("\xff\xd8\xff\xe0")), "server");
  assert.equal(formatOf(bytes("\x89PNG\r\n\x1a\n")), "server");
  assert.equal(formatOf(bytes("RIFF\0\0\0\0WEBPVP8 ")), "server");
  assert.equal(formatOf(bytes("\0\0\0\x18ftypheic\0\0\0\0mif1heic")), "HEIC");
  assert.equal(formatOf(bytes("\0\0\0\x18ftypmif1\0\0\0\0mif1heic")), "HEIC");
  assert.equal(formatOf(bytes("\0\0\0\x18ftypmif1\0\0\0\0mif1avif")), "AVIF");
  assert.equal(formatOf(bytes("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf")), "AVIF");
  assert.equal(formatOf(bytes("II*\0\x08\0\0\0")), "TIFF");
  assert.equal(formatOf(bytes("\xff\x0a\xfa")), "JPEG XL");
  assert.equal(formatOf(bytes("\0\0\0\x18ftypisom\0\0\x02\0isommp41")), "unknown");
  assert.equal(formatOf(bytes("")), "unknown");
});

test("a message says what to do with a HEIC photo", () => {
  assert.match(unreadable("IMG_1.HEIC", "HEIC"), /IMG_1\.HEIC: a HEIC photo.*Most Compatible.*JPEG/);
  assert.match(unreadable("scan.tif", "TIFF"), /scan\.tif: a TIFF photo.*Convert it to JPEG/);
});
