// Before the first paint: dark where the machine is dark, unless the person chose (a cookie, kept by shell.js).
(function () {
  "use strict";
  var root = document.documentElement;
  if (root.hasAttribute("data-theme-chosen")) return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    if (!root.hasAttribute("data-theme-chosen")) root.dataset.bsTheme = dark.matches ? "dark" : "light";
  }
  dark.addEventListener("change", follow);
  follow();
})();
