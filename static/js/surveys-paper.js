// What one paper ballot may hold, as citizens/surveys/rules/ballots.py says it. The server asks again.
(function () {
  "use strict";

  window.surveysPaper = function (sheet, cells) {
    var byCode = {};
    cells.forEach(function (cell, place) { byCode[cell.dataset.code] = { cell: cell, question: sheet[place] }; });

    function questionOf(cell) { return byCode[cell.dataset.code].question; }

    function chosen(cell) { return cell.value.split(",").filter(Boolean); }

    function isOpen(question) {
      if (!question.shownIf) return true;
      var opener = byCode[question.shownIf[0]].cell;
      var held = opener.disabled ? [] : chosen(opener);
      return question.shownIf[1].some(function (number) { return held.indexOf(String(number)) >= 0; });
    }

    function hasOption(question, digit) {
      return digit === "0" || question.choices.some(function (choice) { return String(choice[0]) === digit; });
    }

    function wrong(cell) {
      var question = questionOf(cell);
      var value = cell.value.trim();
      if (cell.disabled) return "";
      if (!value) return question.required ? "Câu " + question.code + ": chưa nhập. Phiếu bỏ trống câu này thì ghi 0." : "";
      if (question.kind === "number") {
        var number = Number(value);
        if (!/^\d{1,9}$/.test(value)) return "Câu " + question.code + ": chỉ ghi số nguyên.";
        if (question.lowest !== null && number < question.lowest) return "Câu " + question.code + ": số nhỏ nhất là " + question.lowest + ".";
        if (question.highest !== null && number > question.highest) return "Câu " + question.code + ": số lớn nhất là " + question.highest + ".";
      } else if (question.kind !== "text") {
        var bad = chosen(cell).filter(function (digit) { return !hasOption(question, digit); })[0];
        if (bad !== undefined) return noOption(question, bad);
      }
      return "";
    }

    function noOption(question, digit) {
      return "Câu " + question.code + ": không có phương án " + digit + ". Chọn từ 1 đến " + question.choices.length + ", hoặc 0 nếu bỏ trống.";
    }

    function isFollowed(cell) {
      return cells.slice(cells.indexOf(cell) + 1).some(function (other) { return !other.disabled; });
    }

    // Take out of a number what is no digit; returns the sentence that says so, if there was any.
    function withoutLetters(cell) {
      var question = questionOf(cell);
      if (question.kind !== "number" || !/\D/.test(cell.value)) return "";
      cell.value = cell.value.replace(/\D/g, "");
      return "Câu " + question.code + ": chỉ gõ chữ số.";
    }

    // What the keys do at a question that is not answered by one key.
    function hint(question) {
      return {
        multiple: "Nhiều lựa chọn: gõ số để đánh dấu, gõ lại để bỏ; Enter sang câu sau.",
        number: "Số: gõ số, Enter sang câu sau.",
        text: "Ghi nguyên văn, không ghi tên, số điện thoại. Không có ý kiến thì Enter.",
      }[question.kind] || "";
    }

    return { hint: hint, isFollowed: isFollowed, withoutLetters: withoutLetters, questionOf: questionOf, chosen: chosen, isOpen: isOpen, hasOption: hasOption, noOption: noOption, wrong: wrong };
  };
})();
