// What forms do beside being posted: one post only, a warning before typed text is lost, dates tidied.
(function () {
  "use strict";

  var left = false; // a form is on its way: leaving is meant

  // Press twice, save once. The button stays in the post, so it is blocked after it.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.matches("[hx-post]")) return;
    if (form.dataset.busy !== undefined) {
      event.preventDefault();
      return;
    }
    left = true;
    form.dataset.busy = "";
    setTimeout(function () { delete form.dataset.busy; }, 10000); // an answer that is a file leaves the page here
  });

  // After a login in another tab the cookie holds the new token, the page the old one.
  function token() {
    var found = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
    return found ? found[1] : "";
  }

  document.addEventListener("submit", function (event) {
    var box = event.target.elements.csrfmiddlewaretoken;
    if (box && token()) box.value = token();
  }, true);

  document.addEventListener("htmx:configRequest", function (event) {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    if ("csrfmiddlewaretoken" in event.detail.parameters) event.detail.parameters.csrfmiddlewaretoken = token();
  });

  window.addEventListener("pageshow", function () {
    left = false;
    document.querySelectorAll("form[data-busy]").forEach(function (form) { delete form.dataset.busy; });
  });

  // data-guard: what is typed and not sent is not lost by a slip.
  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-guard]");
    if (form) form.dataset.touched = "";
  });

  window.addEventListener("beforeunload", function (event) {
    if (!left && document.querySelector("form[data-guard][data-touched]")) event.preventDefault();
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt;
    if (event.detail.successful && form.matches("form[data-guard]")) delete form.dataset.touched;
  });

  // data-ticked: how many boxes of that name are ticked, said while they are being ticked.
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (!form || event.target.type !== "checkbox") return;
    form.querySelectorAll("[data-ticked]").forEach(function (shown) {
      var ticked = form.querySelectorAll('input[name="' + shown.dataset.ticked + '"]:checked');
      shown.textContent = ticked.length.toLocaleString("vi-VN");
    });
  });

  // 05022026 and 5.2.26 are shown as 05/02/2026, as the server will read them.
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.dataset.date === undefined) return;
    var parts = /^\s*(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4}|\d{2})\s*$/.exec(box.value)
      || /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(box.value);
    if (!parts) return;
    var year = parts[3].length === 2 ? "20" + parts[3] : parts[3];
    box.value = parts[1].padStart(2, "0") + "/" + parts[2].padStart(2, "0") + "/" + year;
  });
})();
