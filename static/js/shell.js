// What the frame of a page does: keys, dialogs, the phone's navigation, light and dark, remarks.
// Every page works without it; here it only gets quicker.
(function () {
  "use strict";

  var root = document.documentElement;
  var dialog = document.getElementById("dialog");

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  // --- remarks -----------------------------------------------------------------------------------

  function readyNotes(within) {
    each("[data-dismiss]", function (button) { button.hidden = false; }, within);
  }

  // A table wider than its place is scrolled with the keys too.
  function readyTables() {
    each(".table-wrap:not([tabindex])", function (wrap) {
      if (wrap.scrollWidth <= wrap.clientWidth) return;
      var name = wrap.querySelector("caption");
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", name ? name.textContent : "Bảng, cuộn ngang được");
    });
  }

  // On a phone the chosen tab may lie outside of what is seen of its bar.
  function showTabs(within) {
    each(".tabs [aria-current]", function (tab) {
      var bar = tab.closest("ul"), there = bar.getBoundingClientRect(), own = tab.getBoundingClientRect();
      bar.scrollLeft += own.left - there.left - (there.width - own.width) / 2;
    }, within);
  }

  function say(text, state, link) {
    var note = document.createElement("div");
    note.className = "note note-" + (state || "info");
    var body = document.createElement("div");
    body.textContent = text;
    if (link) body.append(" ", link);
    note.append(body);
    document.getElementById("toasts").append(note);
    setTimeout(function () { note.remove(); }, 10000);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dismiss]");
    if (button) button.closest(".note").remove();
  });

  // --- htmx: what goes wrong is said ----------------------------------------------------------------

  document.addEventListener("htmx:sendError", function () {
    say("Không kết nối được máy chủ. Những gì đã nhập vẫn còn trên trang; hãy thử lại khi có mạng.", "late");
  });
  document.addEventListener("htmx:timeout", function () {
    say("Máy chủ trả lời quá lâu. Hãy thử lại.", "soon");
  });
  document.addEventListener("htmx:responseError", function (event) {
    var code = event.detail.xhr.status;
    var texts = {
      403: "Vị trí công tác này không có quyền làm việc đó, hoặc phiên làm việc đã hết. Hãy tải lại trang.",
      404: "Không tìm thấy, hoặc không thuộc phạm vi của bạn.",
      413: "Tệp gửi lên quá lớn.",
      503: "Cơ sở dữ liệu đang tạm ngừng. Những gì đã nhập vẫn còn trên trang; hãy gửi lại sau ít giây.",
      507: "Máy chủ hết chỗ chứa. Chưa có gì được lưu; hãy báo quản trị viên.",
    };
    say(texts[code] || "Máy chủ gặp lỗi (" + code + "). Chưa có gì được lưu; hãy thử lại.", "late");
  });

  // htmx would leave for the login page: not while something is typed here.
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var to = event.detail.xhr.getResponseHeader("HX-Redirect") || "";
    if (to.indexOf("/tai-khoan/dang-nhap/") !== 0 || !isTyped()) return;
    event.preventDefault();
    var link = document.createElement("a");
    link.href = to.split("?")[0];
    link.target = "_blank";
    link.textContent = "Đăng nhập ở thẻ mới";
    say("Phiên làm việc đã hết, chưa lưu được. Những gì đã nhập vẫn còn trên trang: đăng nhập rồi bấm lưu lại.",
      "late", link);
  });

  function isTyped() {
    return Array.prototype.some.call(document.querySelectorAll("form[method=post]"), function (form) {
      return Array.prototype.some.call(form.elements, function (box) {
        if (box.type === "hidden" || box.type === "submit") return false;
        if (box.type === "radio" || box.type === "checkbox") return box.checked !== box.defaultChecked;
        return box.defaultValue !== undefined && box.value !== box.defaultValue;
      });
    });
  }

  // --- dialogs --------------------------------------------------------------------------------------

  document.addEventListener("htmx:afterSwap", function (event) {
    var place = event.detail.target.isConnected ? event.detail.target : document; // what replaced it
    if (dialog && place.id === "dialog-body" && !dialog.open) dialog.showModal();
    focusFirst(place);
    readyNotes(place);
    readyTables();
    showTabs(place);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-dialog-close]") && event.target.closest("dialog")) {
      event.preventDefault();
      event.target.closest("dialog").close();
    } else if (event.target.nodeName === "DIALOG") {
      event.target.close(); // a click beside the box
    }
  });

  function focusFirst(within) {
    var summary = (within || document).querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // --- menus and the phone's navigation ----------------------------------------------------------------

  document.addEventListener("click", function (event) {
    each("details.menu[open]", function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    var opener = event.target.closest("[data-drawer]");
    if (opener) {
      event.preventDefault();
      drawer(document.getElementById(opener.dataset.drawer), true);
    } else if (event.target.closest("[data-drawer-close]")) {
      event.preventDefault();
      drawer(event.target.closest(".sidebar"), false);
    } else if (!event.target.closest(".sidebar")) {
      each(".sidebar.is-open", function (open) { drawer(open, false); });
    }
  });

  function drawer(panel, open) {
    if (!panel) return;
    panel.classList.toggle("is-open", open);
    var next = open ? panel.querySelector("a") : document.querySelector("[data-drawer]");
    if (next) next.focus();
  }

  // --- light and dark -----------------------------------------------------------------------------------

  var themes = ["", "light", "dark"];
  var names = { "": "theo máy", light: "sáng", dark: "tối" };
  var chosen = root.hasAttribute("data-theme-chosen") ? root.dataset.bsTheme : "";

  function paint() {
    var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.toggleAttribute("data-theme-chosen", chosen !== "");
    root.dataset.bsTheme = chosen || (dark ? "dark" : "light");
    each("[data-theme-name]", function (place) { place.textContent = names[chosen]; });
  }

  each("[data-theme-switch]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      chosen = themes[(themes.indexOf(chosen) + 1) % themes.length];
      document.cookie = "theme=" + chosen + "; path=/; max-age=31536000; SameSite=Lax";
      paint();
    });
  });
  paint();
  window.addEventListener("beforeprint", function () { root.dataset.bsTheme = "light"; });
  window.addEventListener("afterprint", paint);

  // --- keys: data-key="t", or two strokes data-key="g v"; to be turned off by who speaks to the machine ----

  var first = "";
  var keysOff = /(^|; )keys=off/.test(document.cookie);

  // A box keeps the keys for a moment after its dialog is closed: nobody types there any more.
  function typing(target) {
    if (target.closest("dialog:not([open])")) return false;
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.nodeName);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      each("details.menu[open]", function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      each(".sidebar.is-open", function (open) { drawer(open, false); });
      return;
    }
    if (keysOff || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    var stroke = first + event.key.toLowerCase();
    first = "";
    var target = document.querySelector('[data-key="' + CSS.escape(stroke) + '"]');
    if (target) {
      event.preventDefault();
      if (target.matches("input, select, textarea")) target.focus();
      else target.click();
    } else if (document.querySelector('[data-key^="' + CSS.escape(stroke) + ' "]')) {
      first = stroke + " ";
      setTimeout(function () { first = ""; }, 1500);
    }
  });

  function showKeys() {
    var box = document.getElementById("phim-tat");
    var list = box.querySelector("dl");
    list.replaceChildren();
    each("[data-key]", function (target) {
      var keys = document.createElement("dt");
      target.dataset.key.split(" ").forEach(function (key) {
        var cap = document.createElement("kbd");
        cap.textContent = key.toUpperCase();
        keys.append(cap, " ");
      });
      var text = document.createElement("dd");
      text.textContent = target.dataset.keyLabel || target.textContent.trim();
      list.append(keys, text);
    });
    box.showModal();
  }

  each("[data-keys-off]", function (box) {
    box.checked = keysOff;
    box.addEventListener("change", function () {
      keysOff = box.checked;
      document.cookie = "keys=" + (keysOff ? "off" : "on") + "; path=/; max-age=31536000; SameSite=Lax";
    });
  });

  each("[data-shortcuts]", function (button) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  });

  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  readyNotes();
  readyTables();
  showTabs();
  window.addEventListener("resize", readyTables);
  focusFirst();
})();
