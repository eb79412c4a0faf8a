// The queue of citations: J and K go from one to the next; Enter on it sends the form by itself.
(function () {
  "use strict";

  var forms = Array.prototype.slice.call(document.querySelectorAll("[data-question]"));
  document.querySelectorAll("[data-steps]").forEach(function (steps) { steps.hidden = false; });

  function step(by) {
    var here = document.activeElement && document.activeElement.closest("[data-question]");
    var next = forms[here ? forms.indexOf(here) + by : 0];
    var target = next && next.querySelector('[type="radio"]:checked, button');
    if (target) target.focus();
  }

  document.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () { step(Number(button.dataset.step)); });
  });
})();
