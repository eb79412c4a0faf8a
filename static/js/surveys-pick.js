// Picking communes: find in the list, and say how many are chosen. Without it the list is only longer.
(function () {
  "use strict";

  var box = document.querySelector("[data-pick]");
  if (!box) return;
  var find = box.querySelector("#pick-find");
  var told = box.querySelector("[data-pick-count]");
  var everywhere = box.querySelector("input[name=everywhere]");
  var units = Array.prototype.slice.call(box.querySelectorAll("input[name=units]"));

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  function count() {
    var picked = units.filter(function (unit) { return unit.checked; }).length;
    var areas = box.querySelectorAll("input[name=areas]:checked").length;
    told.textContent = everywhere.checked ? "Chọn cả " + units.length + " đơn vị"
      : "Chọn " + picked + " đơn vị" + (areas ? " và " + areas + " địa bàn" : "");
  }

  box.querySelector("[data-pick-tools]").hidden = false;
  find.addEventListener("input", function () {
    var asked = plain(find.value.trim());
    units.forEach(function (unit) {
      var label = unit.closest("label");
      label.parentElement.hidden = Boolean(asked) && plain(label.textContent).indexOf(asked) < 0;
    });
  });
  find.addEventListener("keydown", function (event) {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("change", count);
  count();
})();
