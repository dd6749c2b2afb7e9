// What follows a meeting as it goes on: the public live page, the board on the wall, the chair's and the
// members' screens; and the clock of whoever speaks.  All of them work without it, too.
(function () {
  "use strict";
  var places = ["live", "board", "hall"].map(function (id) { return document.getElementById(id); });
  var place = places.filter(Boolean)[0];
  if (!place) { return; }
  var agenda = document.getElementById("agenda");
  var hint = document.getElementById(place.id + "-hint");
  var own = place.id === "hall";

  // The server's clock: what it was when the page was made, and what has passed since then.
  var ahead = Number(place.dataset.now) - Date.now();
  function now() { return Date.now() + ahead; }

  // ---- the speaker's clock: number, ring and word; the last seconds change the form ----

  var LAST = 15;
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function clock(at) {
    var passed = Math.max(0, Math.floor((now() - Number(at.dataset.since)) / 1000));
    var limit = Number(at.dataset.limit || 0), left = limit - passed;
    var shown = limit ? Math.abs(left) : passed;
    var state = !limit ? "runs" : left <= 0 ? "over" : left <= LAST ? "last" : "runs";
    var word = !limit ? "speaking" : left <= 0 ? "time is up" : left <= LAST ? "last seconds" : "left";
    at.dataset.state = state;
    at.querySelector(".count").textContent = (limit && left < 0 ? "+" : "") + Math.floor(shown / 60) + ":" + two(shown % 60);
    at.querySelector(".word").textContent = word;
    at.querySelector(".run").setAttribute("stroke-dashoffset", limit ? String(100 - Math.max(0, left) * 100 / limit) : "0");
  }
  function clocks() { document.querySelectorAll(".clock[data-since]").forEach(clock); }
  setInterval(clocks, 250);

  // ---- following ----

  function say(text) {
    if (hint && hint.dataset.said !== text) {
      hint.dataset.said = text;
      hint.textContent = text;
    }
  }

  function show(at, html) {
    if (!at || at.dataset.shown === html) { return; }
    at.dataset.shown = html;
    at.innerHTML = html;
    at.classList.remove("changed");
    void at.offsetWidth;
    at.classList.add("changed");
    clocks();
  }

  // A page with forms is fetched anew when the meeting moved on, but never under somebody's hands.
  var stale = false, sending = false, seen = null;
  function busy() {
    var at = document.activeElement;
    return Boolean(at && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) ||
      Array.prototype.some.call(place.querySelectorAll("textarea, input:not([type=hidden])"), function (field) {
        return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
      });
  }
  function refresh() {
    if (sending || busy()) { stale = true; return; }
    stale = false;
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("hall");
      if (!fresh || sending || busy()) { stale = true; return; }
      var opened = Array.prototype.map.call(place.querySelectorAll("details[open] > summary"), function (s) { return s.textContent; });
      var at = document.activeElement, label = at && place.contains(at) && (at.getAttribute("aria-label") || at.textContent);
      place.replaceWith(fresh);
      place = fresh;
      ahead = Number(place.dataset.now) - Date.now();
      place.querySelectorAll("details > summary").forEach(function (s) {
        if (opened.indexOf(s.textContent) >= 0) { s.parentNode.open = true; }
      });
      if (label) {
        var again = Array.prototype.filter.call(place.querySelectorAll("button, summary, a"), function (e) {
          return (e.getAttribute("aria-label") || e.textContent) === label;
        })[0];
        if (again) { again.focus({ preventScroll: true }); }
      }
      hint = document.getElementById("hall-hint");
      if (hint) { say("This screen follows the meeting by itself."); }
      clocks();
    }).catch(function () { stale = true; });
  }

  // A stream ends for good when something else than events answers; then it is opened again.
  var source = null, gone = false;
  function follow() {
    if (gone || !window.EventSource || !place.dataset.stream) { return; }
    source = new EventSource(place.dataset.stream);
    source.addEventListener("region", function (event) {
      if (!own) { show(place, event.data); return; }
      if (stale || (seen !== null && event.lastEventId !== seen)) { refresh(); }
      seen = event.lastEventId;
    });
    source.addEventListener("agenda", function (event) { show(agenda, event.data); });
    source.onopen = function () {
      say(place.id === "board" ? "" : own ? "This screen follows the meeting by itself." : "This page follows the meeting by itself.");
    };
    source.onerror = function () {
      say(place.id === "board" ? "Connection lost; this is the last that came."
        : "The connection is lost; it is tried again. What stands here may be out of date.");
      if (source.readyState === 2) { setTimeout(follow, 3000); }
    };
  }
  follow();
  window.addEventListener("pagehide", function () { gone = true; if (source) { source.close(); } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
  if (own) {
    document.addEventListener("focusout", function () { if (stale) { setTimeout(refresh, 50); } });
    document.addEventListener("submit", function () { sending = true; });
  }
  clocks();
})();
