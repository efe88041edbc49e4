// Loaded before the page is painted, so that a chosen theme never flashes in the other one.
(() => {
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // A browser that keeps nothing follows the system.
    }
  };
  const chosen = stored();
  if (chosen === "light" || chosen === "dark") {
    root.dataset.theme = chosen;
  }
  root.classList.add("js");

  document.addEventListener("click", (event) => {
    const toggle = event.target instanceof Element && event.target.closest("[data-theme-toggle]");
    if (!toggle) {
      return;
    }
    const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : systemDark;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The choice then lasts as long as the page.
    }
  });
})();
