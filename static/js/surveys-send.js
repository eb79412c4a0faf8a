// The ballots typed and not yet answered by the server: sent one after the other, in their order, again and
// again until the server answers. Each carries its own key, so that sending one twice makes one row.
(function () {
  "use strict";

  var AGAIN_AFTER = 4000;

  window.surveysOutbox = function (options) {
    var queue = [];
    var sending = false;
    var timer = 0;

    // After a log-in in another tab the cookie holds the new token, the page the old one.
    function token() {
      var found = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
      return found ? found[1] : options.token;
    }

    function post(address, body) {
      body.set("csrfmiddlewaretoken", token());
      return fetch(address, {
        method: "POST", body: body, redirect: "manual", credentials: "same-origin",
        headers: { Accept: "application/json" },
      }).then(function (response) {
        var isJson = (response.headers.get("Content-Type") || "").indexOf("application/json") === 0;
        if (isJson) return response.json().then(function (data) { return { ok: response.ok, data: data }; });
        var isOut = response.type === "opaqueredirect" || response.status === 401;
        throw new Error(isOut ? "login" : String(response.status));
      });
    }

    function send() {
      clearTimeout(timer);
      if (sending || !queue.length) return;
      sending = true;
      var ballot = queue[0];
      post(options.address, ballot.body).then(function (answer) {
        sending = false;
        queue.shift();
        if (answer.ok) options.saved(ballot, answer.data);
        else options.rejected(ballot, answer.data.errors);
        options.tell(queue.length, "");
        send();
      }, function (error) {
        sending = false;
        options.tell(queue.length, error.message === "login"
          ? "Phiên làm việc đã hết: hãy đăng nhập ở một thẻ khác." : "Chưa gửi được.");
        timer = setTimeout(send, AGAIN_AFTER);
      });
    }

    // A page served over plain HTTP has no crypto.randomUUID.
    function freshKey() {
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 15) | 64;
      bytes[8] = (bytes[8] & 63) | 128;
      var hex = Array.prototype.map.call(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); });
      return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    }

    return {
      post: post,
      freshKey: freshKey,
      waiting: function () { return queue.length; },
      add: function (ballot) {
        queue.push(ballot);
        options.tell(queue.length, "");
        send();
      },
      // Give back the last ballot while it has not left yet.
      takeBack: function () {
        if (!queue.length || (queue.length === 1 && sending)) return null;
        var ballot = queue.pop();
        options.tell(queue.length, "");
        return ballot;
      },
    };
  };
})();
