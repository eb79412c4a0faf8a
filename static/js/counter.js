// The counter: number keys choose, Enter goes on, a cut line loses nothing. Without this file the
// same form is filled with Tab and saved with the button.
(function () {
  "use strict";

  var RETRY_AFTER = 8000;
  var waiting = null; // a save that has not reached the server
  var aside = null; // who was typed before "tố cáo" was chosen, should it have been the wrong key

  function counter() {
    return document.querySelector("[data-counter]");
  }

  function each(selector, act) {
    var form = counter();
    if (form) Array.prototype.forEach.call(form.querySelectorAll(selector), act);
  }

  // --- what the chosen kind and outcome show ---------------------------------------------------------

  function chosen(name) {
    return counter().querySelector('input[name="' + name + '"]:checked');
  }

  function settle() {
    if (!counter()) return;
    var kind = chosen("kind");
    var outcome = chosen("outcome");
    var secret = Boolean(kind && kind.dataset.secret !== undefined);
    each("[data-secret-note]", function (note) { note.hidden = !secret; });
    each("[data-people]", function (people) {
      people.hidden = secret;
      if (secret) putAside(people);
      else takeBack(people);
      people.querySelectorAll("input, select, button").forEach(function (box) { box.disabled = secret; });
    });
    each("[data-agency-fields]", function (pair) {
      pair.hidden = !(outcome && outcome.dataset.agency !== undefined);
    });
    if (kind) fieldsOf(kind.dataset.fields.split(" "));
  }

  // A denouncer's name does not stay in the form: it waits in this page's memory until another kind is
  // chosen, is never sent or stored, and ends with the page.
  function putAside(people) {
    var before = document.getElementById("da-den");
    var typed = {};
    people.querySelectorAll("input").forEach(function (box) {
      if (!/-(number|name|place|commune)$/.test(box.name)) return;
      typed[box.name] = box.value;
      box.value = "";
    });
    if (!aside) aside = { typed: typed, before: Array.from(before.childNodes) };
    before.replaceChildren();
  }

  function takeBack(people) {
    if (!aside) return;
    people.querySelectorAll("input").forEach(function (box) {
      if (box.name in aside.typed) box.value = aside.typed[box.name];
    });
    var before = document.getElementById("da-den");
    before.replaceChildren.apply(before, aside.before);
    aside = null;
  }

  // A browser may keep a page that was left, to show it again on "back".
  window.addEventListener("pagehide", function () { aside = null; });

  function fieldsOf(allowed) {
    var select = counter().querySelector('select[name="field"]');
    Array.prototype.forEach.call(select.options, function (option) {
      option.hidden = option.disabled = allowed.indexOf(option.value) < 0;
    });
    if (allowed.indexOf(select.value) < 0) select.value = allowed[allowed.length - 1];
  }

  // --- keys ---------------------------------------------------------------------------------------------

  function isStop(box) {
    return !box.disabled && box.type !== "hidden" && box.tabIndex >= 0 && box.offsetParent !== null
      && !box.closest("[data-skip]");
  }

  // The boxes that Enter walks through; of a group of choices only the chosen or first one.
  function stops() {
    var seen = {};
    return Array.prototype.filter.call(counter().elements, function (box) {
      if (!isStop(box) || box.nodeName === "FIELDSET") return false;
      if (box.type !== "radio") return box.type !== "button";
      var picked = chosen(box.name) || box;
      if (seen[box.name] || picked !== box) return false;
      seen[box.name] = true;
      return true;
    });
  }

  function goOn(from) {
    var list = stops();
    var place = list.findIndex(function (box) {
      return box === from || (from.type === "radio" && box.type === "radio" && box.name === from.name);
    });
    if (place < 0) { // from a filled-in box: on to the first stop after it
      place = list.findIndex(function (box) {
        return from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
      }) - 1;
    }
    var next = list[place + 1];
    if (!next) return;
    next.focus();
    if (next.select && next.type !== "radio") next.select();
  }

  function pick(radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    goOn(radio);
  }

  document.addEventListener("keydown", function (event) {
    var form = event.target.closest("[data-counter]");
    if (!form || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.querySelector("[data-save]").click();
      return;
    }
    if (event.ctrlKey) return;
    var group = event.target.closest("[data-digits]");
    if (group && event.target.type === "radio") {
      var radio = group.querySelector('[data-digit="' + CSS.escape(event.key) + '"]');
      if (radio) {
        event.preventDefault();
        event.stopPropagation();
        pick(radio);
        return;
      }
    }
    if (event.key === "Enter" && isScan(event.target)) { // a scanner ends with Enter
      event.preventDefault();
      form.querySelector("[data-look]").click();
      return;
    }
    if (event.key !== "Enter" || event.shiftKey || event.target.matches("button, a, summary")) return;
    event.preventDefault();
    if (event.target.type === "radio" && !chosen(event.target.name)) pick(event.target);
    else goOn(event.target);
  }, true);

  // --- who came before --------------------------------------------------------------------------------------

  document.addEventListener("input", function (event) {
    var box = event.target;
    if (!box.closest("[data-counter]") || box.name !== "nguoi1-number") return;
    var number = box.value.replace(/[\s.\-]/g, "");
    if (/^(\d{9}|\d{12}|[A-Za-z]{1,2}\d{6,8})$/.test(number)) counter().querySelector("[data-look]").click();
  });

  // --- a scanned card: the server reads it, its words go into the boxes ---------------------------------------

  // A card scanned one Enter too far lands in the name or the address: it is told by its bars.
  function isScan(box) {
    var bars = /^nguoi\d+-number$/.test(box.name) ? 1 : 5;
    return /^nguoi\d+-(number|name|place)$/.test(box.name) && box.value.split("|").length > bars;
  }

  // A scanner may end with Tab, or with nothing at all.
  document.addEventListener("change", function (event) {
    if (event.target.closest("[data-counter]") && isScan(event.target)) counter().querySelector("[data-look]").click();
  });

  function takeCard() {
    each("[data-card]", function (card) {
      var boxes = counter().elements, said = card.dataset;
      function box(name) { return boxes[said.row + "-" + name]; }
      [["number", said.number], ["name", said.name], ["place", said.place]].forEach(function (pair) {
        if (pair[1] || isScan(box(pair[0]))) box(pair[0]).value = pair[1];
      });
      if (said.place) box("commune").value = "";
      card.removeAttribute("data-card");
      if (!said.name) box("name").focus();
      else if (!said.place) box("place").focus();
      else afterCard(said.row).focus();
    });
  }

  // After the first card the matter is written; after a companion's the next companion shows theirs.
  function afterCard(row) {
    var place = Number(row.slice("nguoi".length));
    return (place > 1 && counter().elements["nguoi" + (place + 1) + "-number"]) || counter().elements.summary;
  }

  document.addEventListener("click", function (event) {
    var fill = event.target.closest("[data-fill-name]");
    if (!fill || !counter()) return;
    var boxes = counter().elements;
    boxes["nguoi1-name"].value = fill.dataset.fillName;
    boxes["nguoi1-place"].value = fill.dataset.fillPlace;
    boxes["nguoi1-commune"].value = "";
    boxes["summary"].focus();
  });

  document.addEventListener("change", function (event) {
    if (!event.target.closest("[data-counter]")) return;
    // A matter already known brings its kind along.
    if (event.target.name === "matter" && event.target.dataset.kind) {
      var kind = counter().querySelector('input[name="kind"][value="' + event.target.dataset.kind + '"]');
      if (kind) kind.checked = true;
    }
    if (event.target.name === "host") hostChosen(event.target.value);
    settle();
  });

  // The head receives periodically or on an occasion, an official regularly: fill in what follows.
  function hostChosen(host) {
    var boxes = counter().elements;
    var head = host === "head";
    var names = [counter().dataset.head, counter().dataset.me];
    if (host === "official") boxes.channel.value = "regular";
    else if (boxes.channel.value === "regular") boxes.channel.value = "periodic";
    if (names.indexOf(boxes.official_name.value) >= 0) {
      boxes.official_name.value = (head && names[0]) || names[1];
    }
  }

  // --- a cut line: say "chưa gửi", keep trying, lose nothing --------------------------------------------------

  function unsent(shown) {
    each("[data-unsent]", function (note) { note.hidden = !shown; });
  }

  function retry() {
    clearTimeout(waiting);
    waiting = null;
    var form = counter();
    if (form) form.querySelector("[data-save]").click();
  }

  function sendLater(event) {
    if (event.detail.elt !== counter()) return;
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

  document.addEventListener("htmx:afterSwap", function () {
    takeCard();
    each("[data-fill-name]", function (button) { button.hidden = false; });
    settle();
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt === counter()) {
      clearTimeout(waiting);
      waiting = null;
    }
  });

  each("[data-fill-name]", function (button) { button.hidden = false; });
  settle();
})();
