// What script adds, on pages that all work without it: a form is sent once, paper shows what is folded,
// and an error summary is read out first.  hall.js follows a meeting; desk.js is the clerk's.
(function () {
  "use strict";
  // One form is sent once.
  var sending = false;
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
