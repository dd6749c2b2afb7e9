// What script adds, on pages that all work without it: live pages and a member's screen follow by
// themselves, a form is sent once, and an error summary is read out first.
(function () {
  "use strict";
  var desk = document.getElementById("desk");
  if (desk && desk.dataset.meeting) { desk = null; } // the clerk's has a script of its own
  var live = document.getElementById("live");

  function follow(address, heard) {
    var source = new EventSource(address);
    source.addEventListener("region", heard);
    window.addEventListener("pagehide", function () { source.close(); });
    return source;
  }

  // The public live page: an event is the region's whole state.
  if (live && window.EventSource) {
    var hint = document.getElementById("live-hint");
    var source = follow(live.dataset.stream, function (event) {
      if (live.innerHTML !== event.data) {
        live.innerHTML = event.data;
        live.classList.remove("changed");
        void live.offsetWidth;
        live.classList.add("changed");
      }
    });
    source.onopen = function () { hint.textContent = "This page follows the meeting by itself."; };
    source.onerror = function () { hint.textContent = "The connection is lost; it is tried again. What stands here may be out of date."; };
  }

  // A member's screen: fetched anew when the meeting moved on, but never under
  // somebody's hands.
  function busy() {
    var at = document.activeElement;
    if (at && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) { return true; }
    return Array.prototype.some.call(document.querySelectorAll("#desk textarea, #desk input:not([type=hidden])"), function (field) {
      return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
    });
  }

  var stale = false, sending = false, seen = null;
  function refresh() {
    if (sending || busy()) { stale = true; return; }
    stale = false;
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("desk");
      if (!fresh || sending || busy()) { stale = true; return; }
      var opened = Array.prototype.map.call(desk.querySelectorAll("details[open] > summary"), function (s) { return s.textContent; });
      desk.replaceWith(fresh);
      desk = fresh;
      desk.querySelectorAll("details > summary").forEach(function (s) {
        if (opened.indexOf(s.textContent) >= 0) { s.parentNode.open = true; }
      });
    }).catch(function () { stale = true; });
  }

  if (desk && desk.dataset.stream && window.EventSource) {
    follow(desk.dataset.stream, function (event) {
      if (seen !== null && event.lastEventId !== seen) { refresh(); }
      seen = event.lastEventId;
    });
    document.addEventListener("focusout", function () { if (stale) { setTimeout(refresh, 50); } });
  }

  // One form is sent once.
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) { return; }
    if (sending) { event.preventDefault(); return; }
    sending = true;
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } sending = false; });

  // Paper shows what is folded, also where the style's own rule for it is not known.
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (d) { d.open = false; }); });

  var summary = document.getElementById("summary");
  if (summary) { summary.focus(); }
})();
