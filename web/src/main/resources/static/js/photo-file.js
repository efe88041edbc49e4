/**
 * Photos in a form that the server reads: JPEG, PNG, WebP, BMP and GIF go as they are; what else the
 * browser can show (HEIC on Apple's, AVIF on most) is drawn and sent as JPEG.
 */

import { message } from "./messages.js";

// The network sees a few hundred pixels, and some browsers draw no more than 16 million.
const LONGEST_SIDE = 3000;
const QUALITY = 0.92;

const SERVER_READS = [
  [0, "\xff\xd8\xff"],
  [0, "\x89PNG"],
  [8, "WEBP"],
  [0, "GIF8"],
  [0, "BM"],
];
const HEIC = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];

/**
 * The format that the first bytes of a file tell: "server" for those that the server reads, the name of
 * one that it does not, or "unknown".
 */
export function formatOf(bytes) {
  const start = String.fromCharCode(...bytes.slice(0, 64));
  if (SERVER_READS.some(([at, signature]) => start.startsWith(signature, at))) {
    return "server";
  }
  if (start.startsWith("ftyp", 4)) {
    const brands = start.slice(8).match(/.{4}/gs) ?? [];
    if (brands.some((brand) => brand === "avif" || brand === "avis")) {
      return "AVIF";
    }
    return brands.some((brand) => HEIC.includes(brand) || brand === "mif1") ? "HEIC" : "unknown";
  }
  if (start.startsWith("\xff\x0a") || start.startsWith("JXL ", 4)) {
    return "JPEG XL";
  }
  return start.startsWith("II*\0") || start.startsWith("MM\0*") ? "TIFF" : "unknown";
}

/** What to tell a person whose browser cannot read a photo. */
export function unreadable(name, format) {
  return format === "HEIC"
    ? message("photo-file.heic", name)
    : message("photo-file.a-photo-which-this-browser-cannot", name, format);
}

/** The picture of a file as the browser shows it, upright; null when it cannot. */
async function picture(file) {
  try {
    return await createImageBitmap(file);
  } catch {
    // Some browsers show in a page what they do not give as a bitmap.
  }
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image.naturalWidth > 0 ? image : null;
  } catch {
    return null;
  } finally {
    setTimeout(() => URL.revokeObjectURL(image.src), 60_000);
  }
}

async function toJpeg(shown) {
  const width = shown.naturalWidth ?? shown.width;
  const height = shown.naturalHeight ?? shown.height;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "white"; // As the server shows what is transparent.
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(shown, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
}

/**
 * A file as the server reads it.
 * @throws {Error} with a message for people when it is a photo that neither the server nor this browser reads
 */
export async function forServer(file) {
  const format = formatOf(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  if (format === "server") {
    return file;
  }
  const shown = await picture(file);
  const jpeg = shown && (await toJpeg(shown));
  shown?.close?.();
  if (jpeg) {
    return jpeg;
  }
  if (format === "unknown") {
    return file; // The server says best what it is not.
  }
  throw new Error(unreadable(file.name || message("photo-file.the-photo"), format));
}
