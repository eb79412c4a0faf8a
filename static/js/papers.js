// A paper as it is typed: the kind chooses the fields of life, hides who denounces, and a cut line loses
// nothing. Without this file the server says the same after a save.
(function () {
  "use strict";

  var RETRY_AFTER = 8000;
  var waiting = null; // a save that has not reached the server
  var aside = null; // who was typed before "tố cáo" was chosen, should it have been the wrong key

  function paper() {
    return document.getElementById("paper");
  }

  function settle() {
    var form = paper();
    if (!form) return;
    var kind = form.elements.kind.value;
    var secret = kind === form.dataset.secret;
    form.querySelectorAll("[data-people]").forEach(function (people) {
      people.hidden = secret;
      if (secret) putAside(people);
      else takeBack(people);
      people.querySelectorAll("input").forEach(function (box) { box.disabled = secret; });
    });
    fieldsOf((form.querySelector('[data-kind="' + kind + '"]') || {}).textContent);
  }

  // A denouncer's name does not stay in the form: it waits in this page's memory until another kind is
  // chosen, is never sent or stored, and ends with the page.
  function putAside(people) {
    var typed = {};
    people.querySelectorAll("input").forEach(function (box) {
      typed[box.name] = box.value;
      box.value = "";
    });
    if (!aside) aside = typed;
  }

  function takeBack(people) {
    if (!aside) return;
    people.querySelectorAll("input").forEach(function (box) {
      if (box.name in aside) box.value = aside[box.name];
    });
    aside = null;
  }

  // A browser may keep a page that was left, to show it again on "back".
  window.addEventListener("pagehide", function () { aside = null; });

  function fieldsOf(words) {
    var select = paper().elements.field;
    if (!words || !select) return;
    var allowed = words.trim().split(" ");
    Array.prototype.forEach.call(select.options, function (option) {
      option.hidden = option.disabled = allowed.indexOf(option.value) < 0;
    });
    if (allowed.indexOf(select.value) < 0) select.value = allowed[allowed.length - 1];
  }

  document.addEventListener("change", function (event) {
    if (event.target.form === paper() && event.target.name === "kind") settle();
  });

  // --- a cut line: say "chưa gửi", keep trying, lose nothing; the key makes it one row -----------------

  function unsent(shown) {
    var note = paper() && paper().querySelector("[data-unsent]");
    if (note) note.hidden = !shown;
  }

  function retry() {
    clearTimeout(waiting);
    waiting = null;
    var button = paper() && paper().querySelector("[data-save]");
    if (button) button.click();
  }

  function sendLater(event) {
    if (event.detail.elt !== paper()) return;
    unsent(true);
    clearTimeout(waiting);
    waiting = setTimeout(retry, RETRY_AFTER);
  }

  document.addEventListener("htmx:sendError", sendLater);
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 503) sendLater(event); // the database is away for a moment
  });

  window.addEventListener("online", function () {
    if (waiting !== null) retry();
  });

  window.addEventListener("beforeunload", function (event) {
    if (waiting !== null) event.preventDefault();
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt !== paper()) return;
    clearTimeout(waiting);
    waiting = null;
  });

  document.addEventListener("htmx:afterSwap", settle);
  settle();
})();
