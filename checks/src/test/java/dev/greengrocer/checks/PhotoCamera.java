package dev.greengrocer.checks;

import java.util.Base64;

/** A camera of the browser that sees whatever photo a test holds before it. */
final class PhotoCamera {

  // The picture is drawn again and again, as a stream of a canvas has a frame for each drawing.
  private static final String CAMERA =
      """
      (() => {
        const canvas = document.createElement("canvas");
        canvas.width = 480;
        canvas.height = 480;
        const pen = canvas.getContext("2d");
        let photo = null;
        setInterval(() => {
          pen.fillRect(0, 0, 480, 480);
          if (photo) {
            pen.drawImage(photo, 0, 0, 480, 480);
          }
        }, 50);
        const frames = (video, count) =>
          new Promise((resolve) => {
            const next = () => (count-- > 0 ? video.requestVideoFrameCallback(next) : resolve());
            next();
          });
        window.holdBeforeCamera = async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          photo = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
          // A video out of sight tells no frames; a second is more than four of them.
          const second = new Promise((resolve) => setTimeout(resolve, 1000));
          await Promise.race([frames(document.querySelector("video"), 4), second]);
        };
        navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
      })();
      """;

  private final Browser browser;

  private PhotoCamera(Browser browser) {
    this.browser = browser;
  }

  /** Puts it into a browser, for all pages that are opened from now on. */
  static PhotoCamera in(Browser browser) {
    browser.beforeEveryPage(CAMERA);
    return new PhotoCamera(browser);
  }

  /** Holds a photo before it and waits until the page sees it. */
  void show(byte[] jpeg) {
    browser.script(
        "return window.holdBeforeCamera('" + Base64.getEncoder().encodeToString(jpeg) + "')");
  }
}
