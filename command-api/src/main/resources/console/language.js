// A browser in a C locale says that it speaks "en-US@posix", which is no language tag; uPlot hands it to Intl as it is.
(() => {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, "language", { value: "en" });
  }
})();
