// The ballot grid: number keys choose, the next question comes by itself, Enter goes to the next ballot.
// A ballot is sent while the next one is typed; what is not sent yet stays on the page, says so, and
// carries a key of its own, so that sending it twice makes one row.
(function () {
  "use strict";

  var form = document.getElementById("entry");
  if (!form) return;
  var sheet = JSON.parse(document.getElementById("sheet").textContent);
  var cells = Array.prototype.slice.call(form.querySelectorAll("input[data-code]"));
  var paper = window.surveysPaper(sheet, cells);
  var questionOf = paper.questionOf;
  var chosen = paper.chosen;
  var wrong = paper.wrong;
  var keyBox = form.elements.key;
  var correcting = form.dataset.correcting !== undefined;
  var rows = document.getElementById("grid-rows");
  var wrap = form.querySelector(".entry-wrap");
  var alertBox = document.getElementById("entry-alert");
  var line = document.getElementById("entry-line");
  var saveButton = document.getElementById("entry-save");
  var next = Number(form.dataset.next);
  var takingBack = false; // an answer to come will fill this row
  var history = []; // cells of this row in the order they were filled

  var outbox = window.surveysOutbox({
    address: form.getAttribute("action"), token: form.elements.csrfmiddlewaretoken.value,
    saved: saved, rejected: rejected, tell: tell,
  });

  // --- filling in one question -----------------------------------------------------------------------

  function refresh() {
    cells.forEach(function (cell) {
      var open = paper.isOpen(questionOf(cell));
      if (!open) cell.value = "";
      cell.disabled = !open;
      cell.placeholder = open ? "" : "–";
    });
  }

  function put(cell, value) {
    cell.value = value;
    cell.classList.remove("is-invalid");
    history = history.filter(function (other) { return other !== cell; });
    if (value) history.push(cell);
    say("");
    refresh();
    if (document.activeElement === cell) showCard(cell);
  }

  function choose(cell, digit) {
    var question = questionOf(cell);
    if (!paper.hasOption(question, digit)) return refuse(cell, paper.noOption(question, digit));
    if (question.kind === "single" || digit === "0") {
      put(cell, digit);
      move(cell, 1);
      return;
    }
    var held = chosen(cell).filter(function (other) { return other !== "0"; });
    var place = held.indexOf(digit);
    if (place >= 0) held.splice(place, 1);
    else held.push(digit);
    put(cell, held.sort().join(","));
  }

  function refuse(cell, text) {
    cell.classList.add("is-invalid");
    say(text);
    cell.focus();
  }

  function move(from, step) {
    var place = cells.indexOf(from) + step;
    while (cells[place] && cells[place].disabled) place += step;
    if (cells[place]) cells[place].focus();
    else if (step > 0 && saveButton) saveButton.focus();
  }

  function say(text, act) {
    alertBox.hidden = !text;
    alertBox.textContent = text;
    if (act) alertBox.append(" ", act);
  }

  // --- keys ------------------------------------------------------------------------------------------

  form.addEventListener("keydown", function (event) {
    if (event.isComposing || event.altKey) return;
    if (takingBack) return event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      undo();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.target === saveButton && (event.key === "Backspace" || event.key === "ArrowLeft")) {
      event.preventDefault();
      move(cells[cells.length - 1], cells[cells.length - 1].disabled ? -1 : 0);
      return;
    }
    var cell = event.target;
    if (cells.indexOf(cell) < 0) return;
    var kind = questionOf(cell).kind;
    var picks = kind === "single" || kind === "multiple";
    if (event.key === "Backspace" && (!cell.value || picks)) {
      event.preventDefault();
      if (cell.value) put(cell, "");
      else move(cell, -1);
    } else if (event.key === "ArrowLeft" && (picks || !cell.value)) {
      event.preventDefault();
      move(cell, -1);
    } else if ((event.key === "ArrowRight" || (event.key === " " && picks)) && (picks || !cell.value)) {
      event.preventDefault();
      move(cell, 1);
    } else if (event.key === "Enter" && kind !== "single" && paper.isFollowed(cell)) {
      event.preventDefault();
      if (wrong(cell)) refuse(cell, wrong(cell));
      else move(cell, 1);
    } else if (picks && /^[0-9]$/.test(event.key)) {
      event.preventDefault();
      choose(cell, event.key);
    } else if (picks && event.key.length === 1) {
      event.preventDefault(); // a letter is no answer here
    }
  });

  form.addEventListener("input", function (event) {
    var cell = event.target;
    if (cells.indexOf(cell) < 0) return;
    cell.classList.remove("is-invalid");
    say(paper.withoutLetters(cell));
    if (history.indexOf(cell) < 0 && cell.value) history.push(cell);
    refresh();
  });

  form.addEventListener("focusin", function (event) {
    if (cells.indexOf(event.target) < 0) return;
    event.target.select();
    showCard(event.target);
  });

  // --- the card: what the number keys mean here, and how the batch has answered so far -------------------

  var card = document.getElementById("entry-card");
  var choices = document.getElementById("card-choices");

  function showCard(cell) {
    var question = questionOf(cell);
    card.hidden = false;
    form.querySelectorAll("[data-head]").forEach(function (head) {
      head.classList.toggle("is-current", head.dataset.head === question.code);
    });
    document.getElementById("card-code").textContent = "Câu " + question.code + ".";
    document.getElementById("card-text").textContent = question.text;
    document.getElementById("card-hint").textContent = paper.hint(question);
    var shown = question.choices.map(function (choice) { return choiceButton(cell, question, choice); });
    if (shown.length) shown.push(choiceButton(cell, question, [0, "Bỏ trống"]));
    choices.replaceChildren.apply(choices, shown);
  }

  function choiceButton(cell, question, choice) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "entry-choice";
    button.tabIndex = -1;
    button.setAttribute("aria-pressed", String(chosen(cell).indexOf(String(choice[0])) >= 0));
    var cap = document.createElement("kbd");
    cap.textContent = choice[0];
    var text = document.createElement("span");
    text.textContent = choice[1];
    var tally = document.querySelector('[data-tally="' + question.code + ":" + choice[0] + '"]');
    button.append(cap, text);
    if (tally) {
      var count = document.createElement("span");
      count.className = "entry-count";
      count.title = "Số phiếu đã chọn trong tập";
      count.textContent = tally.textContent;
      button.append(count);
    }
    button.addEventListener("mousedown", function (event) { event.preventDefault(); });
    button.addEventListener("click", function () {
      choose(cell, String(choice[0]));
    });
    return button;
  }

  // --- saving ------------------------------------------------------------------------------------------

  form.addEventListener("submit", function (event) {
    refresh();
    var missing = cells.filter(function (cell) { return wrong(cell); })[0];
    if (missing) {
      event.preventDefault();
      event.stopPropagation();
      refuse(missing, wrong(missing));
    } else if (!correcting) {
      event.preventDefault();
      event.stopPropagation();
      keep();
    }
  });

  function values() {
    var given = {};
    cells.forEach(function (cell) { given[cell.dataset.code] = cell.value.trim(); });
    return given;
  }

  function keep() {
    var ballot = { body: new FormData(form), given: values(), row: null };
    ballot.row = addRow(ballot.given, next);
    next += 1;
    count(ballot.given, 1);
    clear();
    outbox.add(ballot);
  }

  function clear() {
    cells.forEach(function (cell) { cell.value = ""; cell.classList.remove("is-invalid"); });
    history = [];
    keyBox.value = outbox.freshKey();
    say("");
    refresh();
    number();
    cells[0].focus();
    wrap.scrollTop = wrap.scrollHeight;
  }

  function load(given) {
    cells.forEach(function (cell) { cell.value = given[cell.dataset.code] || ""; });
    cells.forEach(function (cell) { cell.disabled = false; });
    history = cells.filter(function (cell) { return cell.value; });
    keyBox.value = outbox.freshKey();
    refresh();
    number();
    (history[history.length - 1] || cells[0]).focus();
  }

  function number() { document.getElementById("typing-number").textContent = next; }

  function tell(waiting, trouble) {
    line.classList.toggle("entry-trouble", Boolean(trouble));
    if (trouble) line.textContent = trouble + " " + waiting + " phiếu còn trên trang này, sẽ tự gửi lại; đừng đóng trang.";
    else line.textContent = waiting ? "Đang gửi " + waiting + " phiếu…" : "Đã lưu hết.";
  }

  function saved(ballot, data) {
    var head = ballot.row.querySelector("th");
    var link = document.createElement("a");
    link.href = data.href;
    link.textContent = data.ordinal;
    link.title = "Sửa phiếu " + data.ordinal;
    head.replaceChildren(link);
    ballot.row.classList.remove("grid-unsent");
  }

  function rejected(ballot, errors) {
    count(ballot.given, -1);
    ballot.row.classList.add("grid-wrong");
    var text = Object.keys(errors).map(function (code) { return errors[code]; }).join(" ");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-danger";
    button.textContent = "Đưa phiếu này về dòng nhập";
    button.addEventListener("click", function () {
      if (history.length) return;
      ballot.row.remove();
      next -= 1;
      say("");
      load(ballot.given);
    });
    say("Một phiếu chưa lưu được. " + text, button);
  }

  function addRow(given, ordinal) {
    var row = document.createElement("tr");
    row.className = "grid-unsent";
    var head = document.createElement("th");
    head.scope = "row";
    head.className = "num";
    head.textContent = ordinal;
    row.append(head);
    sheet.forEach(function (question) {
      var cell = document.createElement("td");
      var value = given[question.code];
      if (value) {
        var text = document.createElement("span");
        text.className = "grid-value";
        text.title = value;
        text.textContent = value;
        cell.append(text);
      } else {
        cell.className = "grid-none";
        cell.textContent = "–";
      }
      row.append(cell);
    });
    row.append(document.createElement("td"));
    rows.append(row);
    return row;
  }

  function count(given, step) {
    var shown = document.getElementById("entry-count");
    shown.textContent = Number(shown.textContent) + step;
    document.getElementById("entry-bar").value += step;
    sheet.forEach(function (question) {
      var value = given[question.code];
      if (!value || (question.choices.length && value === "0")) return;
      add(question.code, step);
      if (question.choices.length) value.split(",").forEach(function (digit) { add(question.code + ":" + digit, step); });
    });
    var back = document.querySelector("#take-back button");
    if (back) back.disabled = Number(shown.textContent) === 0;
  }

  function add(key, step) {
    var cell = document.querySelector('[data-tally="' + key + '"]');
    if (cell) cell.textContent = Number(cell.textContent) + step;
  }

  // --- undo: the last answer of this row, else the last ballot ----------------------------------------------

  function undo() {
    var last = history.pop();
    if (last) {
      put(last, "");
      last.focus();
    } else if (!correcting) {
      takeBack();
    }
  }

  function takeBack() {
    var unsent = outbox.takeBack();
    if (unsent) {
      unsent.row.remove();
      count(unsent.given, -1);
      next -= 1;
      load(unsent.given);
      return;
    }
    if (takingBack) return;
    if (outbox.waiting()) return say("Phiếu cuối đang gửi, chờ một chút rồi bấm lại.");
    takingBack = true;
    outbox.post(form.dataset.takeBack, new FormData()).then(tookBack, function () {
      say("Không kết nối được máy chủ, chưa rút được phiếu.");
    }).then(function () { takingBack = false; });
  }

  function tookBack(answer) {
    if (!answer.ok) return say(Object.values(answer.data.errors).join(" "));
    if (!answer.data.typed) return say("Tập này chưa có phiếu nào để rút.");
    var last = rows.lastElementChild;
    if (last && !last.classList.contains("grid-earlier")) last.remove();
    count(answer.data.typed, -1);
    next -= 1;
    load(answer.data.typed);
    say("Đã rút phiếu " + next + " về dòng nhập; sửa rồi bấm Enter để lưu lại.");
  }

  var takeBackForm = document.getElementById("take-back");
  if (takeBackForm) takeBackForm.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    if (history.length) say("Dòng nhập đang có câu trả lời; hãy lưu hoặc xóa (Ctrl+Z) trước.");
    else takeBack();
  });

  // --- leaving ---------------------------------------------------------------------------------------------

  window.addEventListener("beforeunload", function (event) {
    if (outbox.waiting() || (history.length && !correcting)) event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    if (outbox.waiting() && event.target.closest(".masthead-actions a")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say("Còn phiếu đang gửi. Chờ “Đã lưu hết” rồi làm tiếp.");
    }
  }, true);

  cells.forEach(function (cell) {
    var kind = questionOf(cell).kind;
    if (kind === "single" || kind === "multiple") cell.inputMode = "none"; // phones use the big buttons
  });
  history = cells.filter(function (cell) { return cell.value; });
  refresh();
  if (wrap) wrap.scrollTop = wrap.scrollHeight;
  var start = form.querySelector(".is-invalid") || cells.filter(function (cell) { return !cell.value && !cell.disabled; })[0] || cells[0];
  start.focus();
})();
