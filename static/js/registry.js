// The review: a row and its place in the text are shown together; rows are answered from the keyboard.
// Without this file the same is done by links, radio buttons and the buttons that accept all.
(function () {
  "use strict";

  var form = document.querySelector("[data-review]");
  if (!form) return;
  var rows = Array.prototype.slice.call(form.querySelectorAll("[data-row]"));
  var marks = Array.prototype.slice.call(form.querySelectorAll("[data-rows]"));
  var timer = 0;

  function keysOf(mark) { return mark.dataset.rows.split(" "); }

  function show(keys, from) {
    rows.forEach(function (row) { row.classList.toggle("is-current", keys.indexOf(row.id) >= 0); });
    marks.forEach(function (mark) {
      var own = keysOf(mark).filter(function (key) { return keys.indexOf(key) >= 0; });
      mark.classList.toggle("is-current", own.length > 0);
    });
    clearTimeout(timer);
    if (keys.length) timer = setTimeout(function () { reveal(keys, from); }, 180);
  }

  // Scroll the other pane, and only that one, to what belongs to what is being looked at.
  function reveal(keys, from) {
    var others = from === "row" ? marks : rows;
    var other = others.find(function (part) {
      return from === "row" ? keysOf(part).indexOf(keys[0]) >= 0 : part.id === keys[0];
    });
    if (!other) return;
    var pane = other.closest("[data-pane]");
    if (pane.scrollHeight <= pane.clientHeight) return;
    var box = other.getClientRects()[0], frame = pane.getBoundingClientRect();
    if (!box || (box.top >= frame.top && box.bottom <= frame.bottom)) return;
    pane.scrollTop += box.top - frame.top - frame.height / 4;
  }

  function watch(part, keys, from) {
    part.addEventListener("mouseenter", function () { show(keys, from); });
    part.addEventListener("focusin", function () { show(keys, from); });
    part.addEventListener("mouseleave", function () {
      var focused = document.activeElement && document.activeElement.closest("[data-row]");
      show(focused ? [focused.id] : [], "row");
    });
  }

  rows.forEach(function (row) { watch(row, [row.id], "row"); });
  marks.forEach(function (mark) {
    var keys = keysOf(mark);
    watch(mark, keys, "text");
    mark.addEventListener("click", function (event) {
      event.preventDefault();
      focusRow(document.getElementById(keys[0]));
    });
  });

  form.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#chu-"]');
    if (!link) return;
    event.preventDefault();
    reveal([link.closest("[data-row]").id], "row");
  });

  // --- answering --------------------------------------------------------------------------------------

  function focusRow(row) {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function current() {
    var focused = document.activeElement && document.activeElement.closest("[data-row]");
    return focused || form.querySelector("[data-row].is-current");
  }

  function step(by) {
    var place = rows.indexOf(current());
    focusRow(place < 0 ? rows[0] : rows[place + by]);
  }

  function answer(row, decision) {
    var radio = row && row.querySelector('[type="radio"][value="' + decision + '"]');
    if (!radio || radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.querySelectorAll("[data-steps]").forEach(function (steps) { steps.hidden = false; });
  form.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () { step(Number(button.dataset.step)); });
  });
  form.querySelectorAll("[data-answer]").forEach(function (button) {
    button.addEventListener("click", function () { answer(current(), button.dataset.answer); });
  });

  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !event.target.matches("[data-row], .decide input")) return;
    event.preventDefault();
    var row = event.target.closest("[data-row]");
    if (!row.querySelector(".decide input:checked")) answer(row, "accept");
    step(1);
  });

  form.querySelectorAll("[data-accept-all]").forEach(function (button) {
    button.addEventListener("click", function (event) {
      event.preventDefault();
      rows.forEach(function (row) {
        var open = row.dataset.row === button.dataset.acceptAll && !row.querySelector(".decide input:checked");
        if (open) answer(row, "accept");
      });
    });
  });

  function count() {
    var open = rows.filter(function (row) {
      return row.querySelector(".decide") && !row.querySelector(".decide input:checked");
    }).length;
    var place = form.querySelector("[data-progress]");
    place.textContent = open ? "Còn " + open + " dòng chưa trả lời" : "Đã trả lời mọi dòng";
  }

  form.addEventListener("input", count);
  count();
})();
